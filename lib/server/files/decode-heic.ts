/**
 * HEIC by libheif and libde265 compiled to WebAssembly (libheif-js), in the process of pictures (picture-worker-process.ts).
 * Node runs this file directly.
 */
import { createRequire } from 'node:module'

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

/** Above the largest mode of phones that write HEIC (48 MP); decoding takes about 10 bytes a pixel. */
export const MAX_HEIC_PIXELS = 50_000_000
const MEMORY_BYTES = 640 * 1024 * 1024

/** Rotated as the file specifies; three bytes a pixel. */
type Decoded = { width: number; height: number; rgb: Uint8Array }

let library: Libheif | undefined

/** Loaded with the first HEIC, which many servers never see. WebAssembly grows within a limit; libheif handles more as out of memory. */
function libheif(): Libheif {
  if (library) return library
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > MEMORY_BYTES) throw new RangeError('memory of the decoder')
    return grow.call(this, pages)
  }
  library = createRequire(import.meta.url)('libheif-js/wasm-bundle') as Libheif
  return library
}

/** @returns null when it cannot be decoded: then the decoder's memory may be corrupt, and its process is to end */
export async function decodeHeic(file: Uint8Array): Promise<Decoded | null> {
  return decode(libheif(), file).catch(() => null)
}

async function decode(heif: Libheif, file: Uint8Array): Promise<Decoded | null> {
  const context = heif.heif_context_alloc()
  if (heif.heif_context_read_from_memory(context, file).code !== heif.heif_error_code.heif_error_Ok)
    return null
  const handle = heif.heif_js_context_get_primary_image_handle(context)
  if ('code' in handle) return null
  if (heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle) > MAX_HEIC_PIXELS)
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
function withoutPadding({ width, height, stride, data }: Channel): Decoded {
  const rgb = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    rgb.set(data.subarray(row * stride, row * stride + width * 3), row * width * 3)
  }
  return { width, height, rgb }
}
