export default function Section({ children }) {
  return (
    <>
      <nav aria-label="Section">
        <a href="/posts">All posts</a> <a href="/posts/new">New</a> <span>Posts</span>
      </nav>
      <main>{children}</main>
    </>
  );
}
