import { Readable } from 'node:stream'

/**
 * A file to be looked at in the browser, under a Chinese name (RFC 6266: the name as UTF-8, and a plain one for
 * programs that know no better). Never kept by a cache: it is made for one moment and one reader.
 */
export function fileResponse(bytes: Buffer, contentType: string, fileName: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: headersOf('inline', contentType, fileName, bytes.length),
  })
}

type Download = { stream: Readable; bytes: number; contentType: string; fileName: string }

/** A file to be kept by the reader, piece by piece as it comes. */
export function downloadResponse({ stream, bytes, contentType, fileName }: Download): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: headersOf('attachment', contentType, fileName, bytes),
  })
}

function headersOf(way: 'inline' | 'attachment', contentType: string, fileName: string, bytes: number) {
  const plain = fileName.replaceAll(/[^\x20-\x7e]+|["\\]/g, '').replace(/^[-_\s]+/, '') || 'file'
  return {
    'content-type': contentType,
    'content-length': String(bytes),
    'content-disposition': `${way}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
}
