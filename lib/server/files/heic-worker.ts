/**
 * Worker thread that decodes HEIC with libheif and libde265 compiled to WebAssembly (libheif-js). Node runs this file
 * directly; lib/server/files/heic.ts starts it with the first picture and stops it when idle.
 */
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

type Fault = { code: unknown }
type Channel = { width: number; height: number; stride: number; data: Uint8Array }
/** The part of libheif's C interface used here; contexts and handles are opaque. */
type Libheif = {
  heif_colorspace: { heif_colorspace_RGB: unknown }
  heif_chroma: { heif_chroma_interleaved_RGB: unknown }
  heif_error_code: { heif_error_Ok: unknown }
  heif_context_alloc(): object
  heif_context_free(context: object): void
  heif_context_read_from_memory(context: object, file: Uint8Array): Fault
  heif_js_context_get_primary_image_handle(context: object): object | Fault
  heif_image_handle_get_width(handle: object): number
  heif_image_handle_get_height(handle: object): number
  heif_image_handle_release(handle: object): void
  heif_js_decode_image2(
    handle: object,
    colours: unknown,
    layout: unknown,
  ): Promise<{ image: object; channels: Channel[] } | Fault>
  heif_image_release(image: object): void
}

export type HeicLimits = { pixels: number; memoryBytes: number }
/** Rotated as the file specifies; three bytes a pixel. `null`: the file cannot be decoded. */
export type HeicAnswer = { width: number; height: number; rgb: Uint8Array } | null

const { pixels, memoryBytes } = workerData as HeicLimits

// `resourceLimits` of a worker do not cover WebAssembly memory, so growth is limited here; libheif handles it as out of
// memory.
const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65_536 > memoryBytes) throw new RangeError('memory of the decoder')
  return grow.call(this, pages)
}

const heif: Libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle')

async function decode(file: Uint8Array): Promise<HeicAnswer> {
  const context = heif.heif_context_alloc()
  if (heif.heif_context_read_from_memory(context, file).code !== heif.heif_error_code.heif_error_Ok)
    return null
  const handle = heif.heif_js_context_get_primary_image_handle(context)
  if ('code' in handle) return null
  if (heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle) > pixels)
    return null
  const { heif_colorspace_RGB } = heif.heif_colorspace
  const { heif_chroma_interleaved_RGB } = heif.heif_chroma
  const decoded = await heif.heif_js_decode_image2(handle, heif_colorspace_RGB, heif_chroma_interleaved_RGB)
  const [channel] = 'channels' in decoded ? decoded.channels : []
  const picture = channel ? withoutPadding(channel) : null
  if ('image' in decoded) heif.heif_image_release(decoded.image)
  heif.heif_image_handle_release(handle)
  heif.heif_context_free(context)
  return picture
}

/** A copy independent of the decoder's memory. */
function withoutPadding({ width, height, stride, data }: Channel): HeicAnswer {
  const rgb = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    rgb.set(data.subarray(row * stride, row * stride + width * 3), row * width * 3)
  }
  return { width, height, rgb }
}

async function reply(file: Uint8Array): Promise<void> {
  const answer = await decode(file).catch(() => null)
  parentPort?.postMessage(answer, answer ? [answer.rgb.buffer as ArrayBuffer] : [])
}

parentPort?.on('message', (file: Uint8Array) => void reply(file))
