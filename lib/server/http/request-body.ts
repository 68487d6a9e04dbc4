import { AppError } from '@/lib/core/app-error'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { Call } from './call'

const MAX_JSON_BYTES = 1_000_000

/**
 * The JSON body of an endpoint as bytes, up to 1 MB.
 * @throws AppError PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA
 */
export async function readJson(call: Call, spec: AnyEndpoint): Promise<Buffer> {
  if (spec.body) requireType(call, 'application/json')
  return readAtMost(MAX_JSON_BYTES, call)
}

/** The body as text, for a route without an endpoint. @throws AppError PAYLOAD_TOO_LARGE */
export async function readText(call: Call, limit: number): Promise<string> {
  return (await readAtMost(limit, call)).toString('utf8')
}

/** @returns the whole content type. @throws AppError UNSUPPORTED_MEDIA when it is another */
export function requireType({ request }: Call, expected: string): string {
  const contentType = request.headers.get('content-type') ?? ''
  if (contentType.toLowerCase().startsWith(expected)) return contentType
  throw new AppError('UNSUPPORTED_MEDIA', { detail: `请求的 Content-Type 应为 ${expected}` })
}

/** The body as it arrives. @throws AppError `tooLarge` beyond the limit */
export async function* atMost(
  limit: number,
  { request, body }: Call,
  tooLarge: () => AppError,
): AsyncGenerator<Uint8Array> {
  // Before reading: the client gets the error while it is still sending its first packets.
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    yield chunk
  }
}

async function readAtMost(limit: number, call: Call): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of atMost(limit, call, () => new AppError('PAYLOAD_TOO_LARGE'))) chunks.push(chunk)
  return Buffer.concat(chunks)
}
