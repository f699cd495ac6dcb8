export const metadata = { title: { default: "Journal", template: "%s · Journal" } };

export default function Root({ children }) {
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/assets/site.css" />
      </head>
      <body>
        <header>
          <a href="/">Journal</a>
          <nav>
            <a href="/posts">Posts</a> <a href="/about">About</a> <a href="/account">Account</a>
          </nav>
        </header>
        {children}
        <footer>
          <p>
            Written by hand, <a href="/feed.xml">by feed</a>, or not at all.
          </p>
        </footer>
      </body>
    </html>
  );
}
