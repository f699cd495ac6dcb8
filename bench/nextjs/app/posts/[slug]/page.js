import { notFound } from "next/navigation";
import { find, slugs } from "../../../posts";

export function generateStaticParams() {
  return slugs().map((slug) => ({ slug }));
}

async function post(params) {
  const { slug } = await params;
  return find(slug) ?? notFound();
}

export async function generateMetadata({ params }) {
  const { title, summary } = await post(params);
  return { title, description: summary };
}

export default async function PostPage({ params }) {
  const { title, summary, paragraphs, comments } = await post(params);
  return (
    <>
      <article>
        <h1>{title}</h1>
        <p className="summary">{summary}</p>
        {paragraphs.map((paragraph, i) => (
          <p key={i}>{paragraph}</p>
        ))}
      </article>
      <section id="comments">
        <h2>{comments.length} comments</h2>
        {comments.map((comment) => (
          <Comment key={comment.author} {...comment} />
        ))}
      </section>
      <form method="post" action="?action=comment">
        <label>
          Name <input name="author" required />
        </label>
        <label>
          Comment <textarea name="text" required />
        </label>
        <button>Send</button>
      </form>
    </>
  );
}

function Comment({ author, text }) {
  return (
    <figure>
      <blockquote>{text}</blockquote>
      <figcaption>
        <a href={`/people/${author}`} title={author}>
          {author}
        </a>
      </figcaption>
    </figure>
  );
}
