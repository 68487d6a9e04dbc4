import type { FilingContent } from '@/lib/features/content/schema/content'
import type { PhotoSlot } from '@/lib/features/photo/schema'

/** Photos on which a field can be read (manual, 各种铭牌的说明), the preferred one first. */
const SLOTS: readonly [prefix: string, slots: readonly PhotoSlot[]][] = [
  ['plate', ['PLATE_NUMBER', 'BODY_REAR']],
  ['codes.machineEnvCode', ['MACHINE_ENV_CODE', 'ENV_LABEL']],
  ['codes.disclosureNumber', ['ENV_LABEL', 'CHECKLIST_FRONT', 'MACHINE_PLATE']],
  ['codes.engineApprovalNumber', ['ENGINE_APPROVAL', 'ENGINE_PLATE']],
  ['machine.categoryCode', ['BODY_FRONT_RIGHT', 'BODY_FRONT']],
  ['machine.', ['MACHINE_PLATE', 'CERTIFICATE', 'ENV_LABEL', 'CHECKLIST_FRONT']],
  ['engine.', ['ENGINE_PLATE', 'ENGINE_APPROVAL', 'ENV_LABEL', 'CERTIFICATE']],
  ['dpf.', ['DPF_PLATE', 'DPF_BODY']],
]

export function photoOf<P extends { slot: PhotoSlot }>(path: string, photos: readonly P[]): P | undefined {
  const slots = SLOTS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? []
  for (const slot of slots) {
    const photo = photos.find((one) => one.slot === slot)
    if (photo) return photo
  }
  return undefined
}

/** Where codes are to be compared, the photo of the plate that shows them is seen first. */
export function firstPhoto<P extends { slot: PhotoSlot }>(
  content: FilingContent,
  photos: readonly P[],
): P | undefined {
  const { serial, pin } = content.machine
  const stamped = content.codes.machineEnvCode || serial || pin
  const plate = photos.find(({ slot }) => slot === 'MACHINE_PLATE') ?? photoOf('codes.machineEnvCode', photos)
  return (stamped && plate) || photos[0]
}
