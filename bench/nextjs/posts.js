/** What the pages show: as Post.java beside it has it. */
const posts = new Map(Array.from({ length: 100 }, (_, number) => [`post-${number}`, written(number)]));

function written(number) {
  const sentence = `Number ${number} says that tea is drunk hot, and that whoever waits drinks it cold. `;
  return {
    slug: `post-${number}`,
    title: `Post ${number}`,
    summary: sentence.trim(),
    paragraphs: [4, 6, 2].map((times) => sentence.repeat(times)),
    comments: Array.from({ length: 10 }, (_, i) => ({ author: `Reader ${i}`, text: `Is it "hot" & dear? I pay < ${i}.` })),
  };
}

export const slugs = () => [...posts.keys()];
export const find = (slug) => posts.get(slug);
