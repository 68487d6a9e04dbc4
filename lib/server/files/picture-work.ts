/**
 * What is reckoned of pictures, in a thread of its own (picture-worker.ts): pure functions, some milliseconds each. Node runs
 * this file and those that it imports directly, hence their endings.
 */
import { type GreyBytes, greyFrom } from './grey.ts'
import { marksOf, nearest, type Probe, probesOf, type Warp } from './picture-marks.ts'
import { type PictureQuality, qualityOf } from './picture-quality.ts'
import { compareLaidOver, type LaidOver, type Layer, layerOf, lookClosely } from './second-look.ts'
import { textLevel } from './text-level.ts'

/** What the program sees in a picture: marks by which copies are found, and figures of its quality. */
export type PictureLook = PictureQuality & { marks: number[]; textLevel: number }

export type Near = { sha256: string; distance: number; guess: Warp; mirrored: boolean }

export const WORK = {
  /** @param square the picture as marks are made from it; `picture` as quality is judged of it */
  look: ({ square, picture }: { square: GreyBytes; picture: GreyBytes }): PictureLook => {
    const seen = greyFrom(picture)
    return { marks: marksOf(greyFrom(square)), ...qualityOf(seen), textLevel: textLevel(seen) }
  },

  /** Makes ready what a picture is compared by. */
  open: ({
    square,
    picture,
  }: {
    square: GreyBytes
    picture: GreyBytes
  }): { probes: Probe[]; keys: number[]; layer: Layer } => ({
    ...probesOf(greyFrom(square), picture.width / picture.height),
    layer: layerOf(greyFrom(picture)),
  }),

  /** @returns the files within so many bits of a probe, the nearest first */
  near: ({
    probes,
    files,
    within,
  }: {
    probes: readonly Probe[]
    files: readonly { sha256: string; marks: readonly number[] }[]
    within: number
  }): Near[] =>
    files
      .map(({ sha256, marks }) => ({ sha256, ...nearest(probes, marks) }))
      .filter(({ distance }) => distance <= within)
      .sort((one, two) => one.distance - two.distance),

  compare: ({ layer, other, guess }: { layer: Layer; other: GreyBytes; guess: Warp }): LaidOver | null =>
    compareLaidOver(layer, layerOf(greyFrom(other)), guess),

  /** The third look, at two pictures that the second found to agree. */
  closely: ({ picture, other, warp }: { picture: GreyBytes; other: GreyBytes; warp: Warp }): number | null =>
    lookClosely(greyFrom(picture), greyFrom(other), warp),
}

export type Work = typeof WORK
export type WorkName = keyof Work
/** A question to the thread. */
export type WorkOrder = { [Name in WorkName]: { name: Name; input: Parameters<Work[Name]>[0] } }[WorkName]
