import type { MadeFiling } from '@/prisma/factories/filing'
import type { Draft } from './clean'
import type { Pictures } from './pictures'
import type { Random } from './random'

/** A kind of fault: planted in the draft, or in the world around the filing that was made of it. */
export type PlantedFault = {
  name: string
  /** The check that should doubt it. */
  code: string
  /** A field that it should mark. */
  path?: string
  /** Checks that may doubt it as well, with reason. */
  also?: string[]
  /** Its filings have pictures, drawn; the others' photos are rows only. */
  pictured?: boolean
  /** Planted in the pictures before they are uploaded. */
  pictures?: (pictures: Pictures, random: Random) => Promise<void>
  draft?: (draft: Draft, random: Random) => void
  around?: (filing: MadeFiling, draft: Draft, random: Random) => Promise<unknown>
}
