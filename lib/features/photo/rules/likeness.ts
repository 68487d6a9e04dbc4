/** How far a file was compared with all others: with every candidate, with the nearest of very many, or not. */
export const COMPARISONS = ['WHOLE', 'CUT', 'FAILED'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Of the 120 bits of its marks a copy turns up to 22 under what owners do to photos; NEAR_BITS has room to spare. */
export const NEAR_BITS = 24
/** Most copies are nearer than this: where more than MAX_LOOKED_AT files are, one may have been missed. */
export const SURELY_NEAR_BITS = 16
/** A second look takes some ten milliseconds. */
export const MAX_LOOKED_AT = 40

/**
 * Whether two files laid over each other show the same picture. Found on drawn photos (docs/benchmarks.md, Photos): copies
 * agree in 95 to 100 % of their blocks, two photos of machines in none of them. Two plates of one layout agree in up to
 * 93 %, since most of their text is the same: there the blocks that differ most decide, which correlate by 0.5 or less
 * where a number differs, and more in copies.
 * @param strict for photos of text
 */
export function showsSamePicture(
  { share, worst }: { share: number; worst: number },
  strict: boolean,
): boolean {
  return share >= 0.85 && (!strict || worst >= 0.55)
}
