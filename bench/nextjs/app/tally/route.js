/** No page of this one has tasks to wait for. */
export const dynamic = "force-static";

export const GET = () => Response.json({ asked: 0, done: 0 });
