/** An answer whose JSON the database has made: sent as it came. */
export function jsonText(text: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  })
}
