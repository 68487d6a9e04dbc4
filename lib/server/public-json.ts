/** An answer that is the same for everybody and may be kept for a while by phones and proxies. */
export function publicJson(body: object, seconds: number): Response {
  return new Response(JSON.stringify(body), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': `public, max-age=${seconds}`,
    },
  })
}
