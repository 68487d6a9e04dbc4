/**
 * A file to be looked at in the browser, under a Chinese name (RFC 6266: the name as UTF-8, and a plain one for
 * programs that know no better). Never kept by a cache: it is made for one moment and one reader.
 */
export function fileResponse(bytes: Buffer, contentType: string, fileName: string): Response {
  const plain = fileName.replaceAll(/[^\x20-\x7e]+|["\\]/g, '').replace(/^[-\s]+/, '') || 'file'
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': contentType,
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
