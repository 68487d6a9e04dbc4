import { Readable } from 'node:stream'

/**
 * A file to show in the browser, with a Chinese name (RFC 6266: the name in UTF-8, and an ASCII name for older
 * programs). Not cached: it is generated for one reader at one moment.
 */
export function fileResponse(bytes: Buffer, contentType: string, fileName: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: headersOf('inline', contentType, fileName, { bytes: bytes.length }),
  })
}

type Download = {
  stream: Readable
  bytes: number
  contentType: string
  fileName: string
  /** For programs that know ASCII names alone, where little is left of `fileName` in them. */
  asciiName?: string
}

/** A file to download that is written while it is sent, so that nobody knows its length beforehand. */
export function streamedDownload(stream: Readable, contentType: string, fileName: string): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: headersOf('attachment', contentType, fileName),
  })
}

/** A file to download, streamed. */
export function downloadResponse({ stream, bytes, contentType, fileName, asciiName }: Download): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: headersOf('attachment', contentType, fileName, { bytes, asciiName }),
  })
}

type Extra = { bytes?: number; asciiName?: string | undefined }

function headersOf(
  disposition: 'inline' | 'attachment',
  contentType: string,
  fileName: string,
  { bytes, asciiName = asciiNameOf(fileName) }: Extra = {},
) {
  return {
    'content-type': contentType,
    ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
    'content-disposition': `${disposition}; filename="${asciiName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
}

/** What is ASCII in a name: 信息采集卡-3-30468844.pdf → 3-30468844.pdf. Of a Chinese one nothing but its end would be left, a hidden file. */
function asciiNameOf(fileName: string): string {
  const [, stem = '', ending = ''] = /^(.*?)((?:\.[A-Za-z0-9]+)?)$/s.exec(fileName) ?? []
  const plain = stem.replaceAll(/[^\x20-\x7e]+|["\\]/g, '').replaceAll(/^[-_.\s]+|[-_.\s]+$/g, '')
  return (plain || 'file') + ending
}
