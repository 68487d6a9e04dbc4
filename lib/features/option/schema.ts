import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** What the filing form needs: the current lists, the photo slots and the required fields and photos. */
const item = z.object({ code: z.string(), name: z.string() })

const photoRule = z.object({
  id: z.string(),
  label: z.string(),
  /** Applies if the filing has all of these values; empty: always. */
  when: z.object({ kind: z.string().optional(), hasNameplate: z.boolean().optional() }),
  /** EACH: every slot; ANY: at least one of them. */
  need: z.enum(['EACH', 'ANY']),
  slots: z.array(z.string()),
})

export const options = z.object({
  kinds: z.array(item),
  /** `onsiteOnly`: offered for ONSITE_VEHICLE only. */
  categories: z.array(item.extend({ onsiteOnly: z.boolean() })),
  places: z.array(item),
  fuels: z.array(item),
  stages: z.array(item),
  dpfRegenerations: z.array(item),
  returnReasons: z.array(item.extend({ fields: z.array(z.string()) })),
  filingStatuses: z.array(item),
  photoGroups: z.array(item),
  photoSlots: z.array(item.extend({ group: z.string(), hint: z.string() })),
  /** Every field of the form, in form order. */
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
    /** With any of these photos `codes.disclosureNumber` is required. */
    disclosureNumberWithPhotos: z.array(z.string()),
    /** For these kinds `plate` is required. */
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
