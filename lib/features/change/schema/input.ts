import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { normaliseName } from '@/lib/core/normalise'
import { humanCheckInput, phoneInput, smsCodeInput } from '@/lib/features/account/schema'
import {
  dpfSection,
  engineSection,
  filingContent,
  machineSection,
  monitoringSection,
} from '@/lib/features/content/schema/content'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'

/** An owner's request, one schema per type; unknown fields are refused, so that nothing is dropped silently. */

const OTHERS = ['OTHER_1', 'OTHER_2', 'OTHER_3', 'OTHER_4', 'OTHER_5', 'OTHER_6'] as const

const photoId = (message = '照片编号不正确，请重新上传') => z.uuid(message)

function photosOf<const S extends readonly [string, ...string[]]>(slots: S) {
  return z
    .array(
      z.strictObject({ slot: z.enum(slots, { error: '照片位置不在可选范围内' }), photoId: photoId() }),
      '请上传照片',
    )
    .max(slots.length, `照片不能超过 ${slots.length} 张`)
    .refine(
      (photos) => new Set(photos.map(({ slot }) => slot)).size === photos.length,
      '同一照片位置只能放一张',
    )
}

const idNumber = (message: string) => z.string(message).overwrite(normaliseIdNumber).min(1, message).max(40)

/** (3) 使用地点. An absent field stays; null clears it. */
export const placeInput = z.strictObject({
  type: z.literal('PLACE'),
  districtCode: z
    .string('请选择机械现所在地')
    .regex(DIVISION_CODE_PATTERN, '机械现所在地应选到区、县一级，请重新选择'),
  placeCode: filingContent.shape.placeCode,
  placeDetail: filingContent.shape.placeDetail,
  /** 机身后面照片 at the new place. */
  photoId: photoId('请上传机身后面照片'),
})

/** (1) 机主信息变更: both sides are registered and enter the code sent to their phone. */
export const ownerInput = z.strictObject({
  type: z.literal('OWNER'),
  fromIdNumber: idNumber('请填写原机械所有者身份证号'),
  fromPhone: phoneInput,
  fromCode: smsCodeInput,
  toName: z
    .string('请填写新机械所有者姓名')
    .overwrite(normaliseName)
    .min(1, '请填写新机械所有者姓名')
    .max(200, '新机械所有者姓名不能超过 200 个字'),
  toIdNumber: idNumber('请填写新机械所有者身份证号'),
  toPhone: phoneInput,
  toCode: smsCodeInput,
})

/** A code for one side of a transfer; its message names the machine and the other side. */
export const transferCodeInput = z.strictObject({
  side: z.enum(['FROM', 'TO'], { error: 'side 应为 FROM（原机主）或 TO（新机主）' }),
  ...ownerInput.pick({ fromPhone: true, toPhone: true, toName: true }).shape,
  humanCheck: humanCheckInput,
})
export type TransferCodeInput = z.output<typeof transferCodeInput>

/** (2) 机械加装 DPF: `installed` defaults to true (false: the filter was removed). */
export const dpfInput = z.strictObject({
  type: z.literal('DPF'),
  dpf: dpfSection,
  photos: photosOf(['DPF_BODY', 'DPF_PLATE']),
})

/** 其它信息变更: excludes the stage, which an officer fixed, and the published codes, which were reviewed. */
export const detailsInput = z.strictObject({
  type: z.literal('DETAILS'),
  machine: machineSection.optional(),
  engine: engineSection.omit({ emissionStage: true }).optional(),
  monitoring: monitoringSection.optional(),
  plate: filingContent.shape.plate,
  /** Evidence, e.g. the new engine's plate. */
  photos: photosOf(PHOTO_SLOT_CODES).default([]),
})

export const cancellationInput = z.strictObject({
  type: z.literal('CANCELLATION'),
  reason: z
    .string('请填写注销原因')
    .trim()
    .min(1, '请填写注销原因')
    .max(500, '注销原因不能超过 500 个字')
    .regex(/^[^\p{Cs}]*$/u, '注销原因中有不能使用的字符'),
  /** 报废、出口等证明材料. */
  photos: photosOf(OTHERS).min(1, '请至少上传一张证明材料照片'),
})

export const changeInput = z.discriminatedUnion(
  'type',
  [placeInput, ownerInput, dpfInput, detailsInput, cancellationInput],
  { error: '变更类型不在可选范围内' },
)
export type ChangeInput = z.output<typeof changeInput>
export type PlaceInput = z.output<typeof placeInput>
export type OwnerInput = z.output<typeof ownerInput>
export type ReviewedInput = Exclude<ChangeInput, PlaceInput | OwnerInput>
