/** How far a file was compared with all others: with every candidate, with the nearest of very many, or not. */
export const COMPARISONS = ['WHOLE', 'CUT', 'FAILED'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Of the 120 bits of its marks a copy turns up to 22 under what owners do to photos; NEAR_BITS has room to spare. */
export const NEAR_BITS = 24
/** Most copies are nearer than this: where more than MAX_LOOKED_AT files are, one may have been missed. */
export const SURELY_NEAR_BITS = 16
/** A second look takes some ten milliseconds. */
export const MAX_LOOKED_AT = 40

/** Pairs with a smaller share of blocks that agree are not stored: they show different pictures. */
export const ALIKE_SHARE = 0.9

/** What a comparison of two files found. */
export type Agreement = {
  /** Share of the blocks that agree. */
  share: number
  /** Correlation of the blocks that differ most, of thumbnails. */
  worst: number
  /** Of the block that differs most, looked at closely; null where nobody looked so. */
  detail: number | null
}

/**
 * Whether two files laid over each other show the same picture. Found on drawn photos (docs/benchmarks.md, Photos): copies
 * agree in 95 to 100 % of their blocks, two drawings of one machine with another number plate in up to 89 %. Two plates of
 * one layout agree in all of them where one character differs; there the letter that differs most decides: in copies that
 * were cropped, turned, mirrored, darker and saved again 0.96 and more, in plates of the next machine 0.45 and less, in its
 * certificate, in small print, up to 0.93. A
 * thumbnail does not show that: there only copies that are nearly unchanged are told.
 * @param strict for photos of text
 */
export function showsSamePicture({ share, worst, detail }: Agreement, strict: boolean): boolean {
  if (!strict) return share >= ALIKE_SHARE
  return detail === null ? worst >= 0.9 : detail >= 0.95
}
