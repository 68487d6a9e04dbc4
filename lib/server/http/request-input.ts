import { isUtf8 } from 'node:buffer'
import type { z } from 'zod'
import { AppError, type FieldError } from '@/lib/core/app-error'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { MAX_PHOTO_BYTES } from '@/lib/core/photo-limit'
import { NOT_STORABLE_MESSAGE, notStorableIn } from '@/lib/core/storable'
import type { Call } from './call'

const MAX_JSON_BYTES = 1_000_000
/** Overhead of the multipart format around a file of maximum size. */
const FRAME_BYTES = 64 * 1024

/** `name` is the sender's file name, for display only; never used as a path. */
export type UploadedFile = { bytes: Buffer; name: string }
/** Error code of invalid input in a body, in a query, in a path. */
type InputFault = 'INVALID' | 'MALFORMED' | 'NOT_FOUND'
export type RawBody = { bytes: Buffer; contentType: string }

/**
 * The body as bytes, up to the endpoint's limit.
 * @throws AppError PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA
 */
export async function readBody(call: Call, spec: AnyEndpoint): Promise<RawBody> {
  const contentType = call.request.headers.get('content-type') ?? ''
  const expected = spec.upload ? 'multipart/form-data' : 'application/json'
  if ((spec.body || spec.upload) && !contentType.toLowerCase().startsWith(expected)) {
    throw new AppError('UNSUPPORTED_MEDIA', { detail: `请求的 Content-Type 应为 ${expected}` })
  }
  const limit = spec.upload ? uploadLimit(spec) + FRAME_BYTES : MAX_JSON_BYTES
  const tooLargeError = () => (spec.upload ? tooLarge(spec) : new AppError('PAYLOAD_TOO_LARGE'))
  return { bytes: await readAtMost(limit, call, tooLargeError), contentType }
}

/** The body as text, for a route without an endpoint. @throws AppError PAYLOAD_TOO_LARGE */
export async function readText(call: Call, limit: number): Promise<string> {
  return (await readAtMost(limit, call, () => new AppError('PAYLOAD_TOO_LARGE'))).toString('utf8')
}

/** What a body will take in memory: its announced length, or the limit when it has none. */
export function announcedBytes({ request }: Call, spec: AnyEndpoint): number {
  const limit = uploadLimit(spec) + FRAME_BYTES
  const length = request.headers.get('content-length')
  return length === null ? limit : Math.min(Number(length), limit)
}

async function readAtMost(
  limit: number,
  { request, body }: Call,
  tooLargeError: () => AppError,
): Promise<Buffer> {
  // Before reading: the client gets the error while it is still sending its first packets.
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLargeError()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw tooLargeError()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** @throws AppError MALFORMED for text that is not JSON, INVALID with the paths of invalid fields */
export function parseJson(raw: RawBody, schema: z.ZodType): unknown {
  const text = raw.bytes.toString('utf8')
  let value: unknown
  try {
    value = raw.bytes.length === 0 ? {} : JSON.parse(text)
  } catch (cause) {
    throw new AppError('MALFORMED', { detail: '请求内容不是有效的 JSON', cause })
  }
  // Invalid UTF-8 would be stored as other characters than were sent.
  if (!isUtf8(raw.bytes)) throw new AppError('MALFORMED', { detail: '请求内容不是有效的 UTF-8 文本' })
  // In valid UTF-8, characters that cannot be stored can only occur as \u escapes.
  return parseWith(schema, value, 'INVALID', text.includes('\\u') ? notStorableIn(value) : [])
}

/**
 * Parses the parameters of a path or a query.
 * @throws AppError NOT_FOUND for a path, MALFORMED with the invalid parameters for a query
 */
export function parseParameters(
  schema: z.ZodType,
  values: unknown,
  code: Exclude<InputFault, 'INVALID'>,
): unknown {
  return parseWith(schema, values, code, notStorableIn(values))
}

/**
 * @param notStorable paths of texts that the database cannot store
 * @throws AppError with `code` and every fault by path
 */
function parseWith(
  schema: z.ZodType,
  value: unknown,
  code: InputFault,
  notStorable: readonly string[],
): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success && notStorable.length === 0) return parsed.data
  if (code === 'NOT_FOUND') throw new AppError('NOT_FOUND')
  const faults: FieldError[] = (parsed.error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code.toUpperCase(),
    message: issue.message,
  }))
  const reported = new Set(faults.map(({ path }) => path))
  const others = notStorable
    .filter((path) => !reported.has(path))
    .map((path) => ({ path, code: 'NOT_STORABLE', message: NOT_STORABLE_MESSAGE }))
  throw new AppError(code, { errors: [...faults, ...others] })
}

/** The one `file` of a multipart body. @throws AppError MALFORMED, PAYLOAD_TOO_LARGE */
export async function parseUpload(raw: RawBody, spec: AnyEndpoint): Promise<UploadedFile> {
  const form = await new Response(new Uint8Array(raw.bytes), { headers: { 'content-type': raw.contentType } })
    .formData()
    .catch((cause) => {
      throw new AppError('MALFORMED', { detail: '上传的内容不完整，请重新上传', cause })
    })
  const file = form.get('file')
  if (!(file instanceof Blob)) throw new AppError('MALFORMED', { detail: '缺少名为 file 的文件' })
  if (file.size > uploadLimit(spec)) throw tooLarge(spec)
  return {
    bytes: Buffer.from(await file.arrayBuffer()),
    name: file instanceof File ? file.name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '') : '',
  }
}

function uploadLimit({ upload }: AnyEndpoint): number {
  return typeof upload === 'object' ? upload.maxBytes : MAX_PHOTO_BYTES
}

function tooLarge(spec: AnyEndpoint): AppError {
  const what = typeof spec.upload === 'object' ? '文件' : '照片'
  return new AppError('PAYLOAD_TOO_LARGE', {
    detail: `${what}不能超过 ${uploadLimit(spec) / 1024 / 1024} MB`,
  })
}
