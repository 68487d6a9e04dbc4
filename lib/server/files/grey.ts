/** A picture's brightness, row by row, 0 black to 255 white. */
export type Grey = { width: number; height: number; pixels: Float32Array }

/** The same as decoded: a quarter of the size, to be handed to a thread. */
export type GreyBytes = { width: number; height: number; bytes: Uint8Array }

export const greyFrom = ({ width, height, bytes }: GreyBytes): Grey => ({
  width,
  height,
  pixels: new Float32Array(bytes),
})

/** Brightness between the pixels; outside the picture that of its edge. */
export function brightnessAt({ width, height, pixels }: Grey, x: number, y: number): number {
  const left = Math.max(0, Math.min(Math.floor(x), width - 2))
  const top = Math.max(0, Math.min(Math.floor(y), height - 2))
  const dx = Math.max(0, Math.min(x - left, 1))
  const dy = Math.max(0, Math.min(y - top, 1))
  const at = top * width + left
  const upper = (pixels[at] ?? 0) * (1 - dx) + (pixels[at + 1] ?? 0) * dx
  const lower = (pixels[at + width] ?? 0) * (1 - dx) + (pixels[at + width + 1] ?? 0) * dx
  return upper * (1 - dy) + lower * dy
}
