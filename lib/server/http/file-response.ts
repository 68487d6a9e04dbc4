import { Readable } from 'node:stream'

/**
 * A file to show in the browser, with a Chinese name (RFC 6266: the name in UTF-8, and an ASCII name for older
 * programs). Not cached: it is generated for one reader at one moment.
 */
export function fileResponse(bytes: Buffer, contentType: string, fileName: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: headersOf('inline', contentType, fileName, bytes.length),
  })
}

type Download = { stream: Readable; bytes: number; contentType: string; fileName: string }

/** A file to download that is written while it is sent, so that nobody knows its length beforehand. */
export function streamedDownload(stream: Readable, contentType: string, fileName: string): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: headersOf('attachment', contentType, fileName),
  })
}

/** A file to download, streamed. */
export function downloadResponse({ stream, bytes, contentType, fileName }: Download): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: headersOf('attachment', contentType, fileName, bytes),
  })
}

function headersOf(
  disposition: 'inline' | 'attachment',
  contentType: string,
  fileName: string,
  bytes?: number,
) {
  const plain = fileName.replaceAll(/[^\x20-\x7e]+|["\\]/g, '').replace(/^[-_\s]+/, '') || 'file'
  return {
    'content-type': contentType,
    ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
    'content-disposition': `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
}
