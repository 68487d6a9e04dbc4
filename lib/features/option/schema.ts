import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** What a form needs to know: every list as it stands today, the photo slots, and which of them a filing must have. */
const item = z.object({ code: z.string(), name: z.string() })

const photoRule = z.object({
  id: z.string(),
  label: z.string(),
  /** All answers named here must be those of the filing; none: always. */
  when: z.object({ kind: z.string().optional(), hasNameplate: z.boolean().optional() }),
  /** EACH: every slot; ANY: at least one of them. */
  need: z.enum(['EACH', 'ANY']),
  slots: z.array(z.string()),
})

export const options = z.object({
  kinds: z.array(item),
  /** `onsiteOnly`: to be offered for ONSITE_VEHICLE only. */
  categories: z.array(item.extend({ onsiteOnly: z.boolean() })),
  places: z.array(item),
  fuels: z.array(item),
  stages: z.array(item),
  dpfRegenerations: z.array(item),
  returnReasons: z.array(item.extend({ fields: z.array(z.string()) })),
  filingStatuses: z.array(item),
  photoGroups: z.array(item),
  photoSlots: z.array(item.extend({ group: z.string(), hint: z.string() })),
  /** Every field of the form with its word, step and list, in the order of the form. */
  fields: z.array(
    z.object({
      path: z.string(),
      label: z.string(),
      step: z.string(),
      kind: z.string(),
      list: z.string().optional(),
      unit: z.string().optional(),
    }),
  ),
  requirements: z.object({
    fields: z.array(z.string()),
    photos: z.array(photoRule),
    /** With one of these photos `codes.disclosureNumber` is required; for ONSITE_VEHICLE `plate` is, too. */
    disclosureNumberWithPhotos: z.array(z.string()),
    plateForKinds: z.array(z.string()),
  }),
})
export type Options = z.output<typeof options>

export const getOptionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/options',
  summary: '选项：各类清单、照片位置与必填规则',
  auth: 'public',
  response: options,
})
