import { CHECKLIST_SLOTS, PHOTO_RULES, REQUIRED_FIELDS } from '@/lib/features/content/rules/requirements'
import { FILING_KINDS } from '@/lib/features/content/schema/content'
import { FIELDS, KIND_LABELS } from '@/lib/features/content/schema/fields'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { FILING_STATUSES } from '@/lib/features/filing/schema/owner'
import {
  PHOTO_GROUP_LABELS,
  PHOTO_SLOT_CODES,
  PHOTO_SLOT_LABELS,
  PHOTO_SLOTS,
} from '@/lib/features/photo/schema'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import type { Options } from './schema'

/** All options and rules of the filing form, from the same constants that validate a submission. */
export async function getOptions(): Promise<Options> {
  const lists = await listAll(db())
  const toOption = ({ code, name }: { code: string; name: string }) => ({ code, name })
  return {
    kinds: FILING_KINDS.map((code) => ({ code, name: KIND_LABELS[code] })),
    categories: lists.CATEGORY.map((item) => ({ ...toOption(item), onsiteOnly: item.onsiteOnly ?? false })),
    places: lists.PLACE.map(toOption),
    fuels: lists.FUEL.map(toOption),
    stages: lists.STAGE.map(toOption),
    dpfRegenerations: lists.DPF_REGENERATION.map(toOption),
    returnReasons: lists.RETURN_REASON.map((item) => ({ ...toOption(item), fields: item.fields ?? [] })),
    filingStatuses: FILING_STATUSES.map((code) => ({ code, name: STATUS_LABELS[code] })),
    photoGroups: Object.entries(PHOTO_GROUP_LABELS).map(([code, name]) => ({ code, name })),
    photoSlots: PHOTO_SLOT_CODES.map((code) => ({
      code,
      name: PHOTO_SLOT_LABELS[code],
      ...PHOTO_SLOTS[code],
    })),
    fields: FIELDS.map(({ path, label, step, kind, list, unit }) => ({
      path,
      label,
      step,
      kind,
      list,
      unit,
    })),
    requirements: {
      fields: [...REQUIRED_FIELDS],
      photos: PHOTO_RULES.map((rule) => ({ ...rule, slots: [...rule.slots] })),
      disclosureNumberWithPhotos: [...CHECKLIST_SLOTS],
      plateForKinds: ['ONSITE_VEHICLE'],
    },
  }
}
