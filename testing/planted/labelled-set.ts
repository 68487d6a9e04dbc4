import { codeKey } from '@/lib/core/normalise'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import type { PhotoSlot } from '@/prisma/generated/enums'
import { cleanDraft, type Draft } from './clean'
import type { PlantedFault } from './fault'
import { FAULTS } from './faults'
import { drawPictures, type Pictures, storePicture } from './pictures'
import { randomOf } from './random'

/**
 * Filings with one planted fault each, and clean ones, at random by their seeds. Rules are built looking at `building` alone;
 * nobody looks at single filings of `held out`, whose shares say how the rules do on what they were not built for.
 */
export const HALVES = ['building', 'held out'] as const
export type Half = (typeof HALVES)[number]
const FIRST_SEED: Record<Half, number> = { building: 0, 'held out': 77_000_000 }

/** How often each kind of fault is planted, and how many clean filings there are, in each half. */
export type Sizes = { each: number; eachPictured: number; clean: number; cleanPictured: number }
export type Case = { half: Half; seed: number; fault: PlantedFault | null; pictured: boolean }
/** A filing with what the desk shows in doubt. */
export type Judged = Case & { doubts: { code: string; text: string; paths: string[] }[] }

const CLEAN_PLACE = 500

export function planOf(half: Half, { each, eachPictured, clean, cleanPictured }: Sizes): Case[] {
  const cases = (fault: PlantedFault | null, pictured: boolean, place: number, count: number) =>
    Array.from({ length: count }, (_, round) => ({
      half,
      fault,
      pictured,
      seed: FIRST_SEED[half] + 1000 * (place + 1) + round,
    }))
  return [
    ...FAULTS.flatMap((fault, place) =>
      cases(fault, Boolean(fault.pictured), place, fault.pictured ? eachPictured : each),
    ),
    ...cases(null, false, CLEAN_PLACE, clean),
    ...cases(null, true, CLEAN_PLACE + 1, cleanPictured),
  ]
}

/** @returns the filing's id */
export async function plant({ seed, fault, pictured }: Case): Promise<string> {
  const random = randomOf(seed)
  const draft = cleanDraft(random)
  fault?.draft?.(draft, random)
  if (pictured) Object.assign(draft, await drawPictures(draft.slots, random))
  if (draft.pictures) await fault?.pictures?.(draft.pictures, random)
  if (draft.published) await publish(draft, seed)
  const owner = await makeAccount(db(), draft.owner)
  const { content, districtCode, slots } = draft
  const photos = await storeAll(draft.pictures, owner.id)
  const filing = await makeFiling(db(), 'SUBMITTED', {
    ownerId: owner.id,
    content,
    districtCode,
    slots,
    story: photos.length > 0 ? { photos } : {},
  })
  await fault?.around?.(filing, draft, random)
  if (!fault && draft.nextPlate) await fileNeighbour(draft.nextPlate)
  return filing.id
}

/** A filing without fault has a neighbour whose plate nearly looks like its own. */
async function fileNeighbour(plate: Buffer): Promise<void> {
  const { id: filerId } = await makeAccount(db())
  const photos = [{ slot: 'MACHINE_PLATE' as const, photoId: await storePicture(filerId, plate) }]
  await makeFiling(db(), 'SUBMITTED', { filerId, story: { photos } })
}

async function storeAll(pictures: Pictures | undefined, ownerId: string) {
  const photos: { slot: PhotoSlot; photoId: string }[] = []
  for (const [slot, picture] of pictures ?? [])
    photos.push({ slot, photoId: await storePicture(ownerId, picture) })
  return photos
}

/** The catalogue's entry of the machine, under a code of its own. */
async function publish({ content }: Draft, seed: number) {
  const { machineEnvCode } = content.codes
  const code = typeof machineEnvCode === 'string' ? machineEnvCode : `8888${seed}`.padEnd(17, 'X')
  content.codes.machineEnvCode = code
  const { disclosureNumber, engineApprovalNumber } = content.codes
  const told = <T extends object>(values: T) =>
    Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== null && name !== 'serial'))
  const details = {
    codes: told({ machineEnvCode: code, disclosureNumber, engineApprovalNumber }),
    machine: told(content.machine),
    engine: told({ ...content.engine, ratedSpeedRpm: 1850 }),
  }
  const key = (value: unknown) => (typeof value === 'string' ? codeKey(value) : null)
  const keys = {
    machineEnvCode: key(code),
    disclosureNumber: key(disclosureNumber),
    engineApprovalNumber: key(engineApprovalNumber),
  }
  await db().catalogueEntry.create({ data: { ...keys, details, source: 'planted' } })
}
