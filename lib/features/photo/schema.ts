import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Photo slots (see the API contract). */
export const PHOTO_SLOT_CODES = [
  'BODY_FRONT',
  'BODY_FRONT_RIGHT',
  'BODY_RIGHT',
  'BODY_REAR',
  'ENV_LABEL',
  'ENGINE_APPROVAL',
  'MACHINE_ENV_CODE',
  'MACHINE_PLATE',
  'ENGINE_PLATE',
  'CERTIFICATE',
  'CHECKLIST_FRONT',
  'CHECKLIST_BACK',
  'PLATE_NUMBER',
  'DPF_BODY',
  'DPF_PLATE',
  'OTHER_1',
  'OTHER_2',
  'OTHER_3',
  'OTHER_4',
  'OTHER_5',
  'OTHER_6',
] as const
export const photoSlot = z.enum(PHOTO_SLOT_CODES)
export type PhotoSlot = z.output<typeof photoSlot>
/** A photo and its slot. */
export type PhotoInSlot = { slot: PhotoSlot; photoId: string }

export const PHOTO_SLOT_LABELS: Record<PhotoSlot, string> = {
  BODY_FRONT: '机身正面照片',
  BODY_FRONT_RIGHT: '机身正面偏右 45° 照片',
  BODY_RIGHT: '机身右侧照片',
  BODY_REAR: '机身后面照片',
  ENV_LABEL: '环保信息标签照片',
  ENGINE_APPROVAL: '发动机型式核准号照片',
  MACHINE_ENV_CODE: '机械环保代码照片',
  MACHINE_PLATE: '机械铭牌照片',
  ENGINE_PLATE: '发动机铭牌照片',
  CERTIFICATE: '合格证照片',
  CHECKLIST_FRONT: '环保信息随车清单照片（正面）',
  CHECKLIST_BACK: '环保信息随车清单照片（反面）',
  PLATE_NUMBER: '机械号牌照片',
  DPF_BODY: 'DPF 照片',
  DPF_PLATE: 'DPF 铭牌照片',
  OTHER_1: '其他照片 1',
  OTHER_2: '其他照片 2',
  OTHER_3: '其他照片 3',
  OTHER_4: '其他照片 4',
  OTHER_5: '其他照片 5',
  OTHER_6: '其他照片 6',
}

/** Groups of the form, in the manual's order (2) 图片上传). */
export type PhotoGroup = 'BODY' | 'NAMEPLATE' | 'DOCUMENT' | 'DPF' | 'OTHER'

export const PHOTO_GROUP_LABELS: Record<PhotoGroup, string> = {
  BODY: '机械基本照片',
  NAMEPLATE: '机械资料（铭牌）',
  DOCUMENT: '机械资料（单据）',
  DPF: 'DPF 照片',
  OTHER: '其它机械资料',
}

type SlotInfo = { group: PhotoGroup; hint: string }

const BODY_HINT = '整台机械都在画面内，光线充足，不要遮挡。'
const OTHER: SlotInfo = { group: 'OTHER', hint: '其他能说明机械情况的照片。' }

/** What to photograph and where to find it, shortened from the manual's 各种铭牌的说明. */
export const PHOTO_SLOTS: Record<PhotoSlot, SlotInfo> = {
  BODY_FRONT: { group: 'BODY', hint: `站在机械正前方拍摄。${BODY_HINT}` },
  BODY_FRONT_RIGHT: { group: 'BODY', hint: `站在机械右前方约 45° 拍摄。${BODY_HINT}` },
  BODY_RIGHT: { group: 'BODY', hint: `站在机械右侧拍摄。${BODY_HINT}` },
  BODY_REAR: { group: 'BODY', hint: `站在机械正后方拍摄。${BODY_HINT}` },
  ENV_LABEL: {
    group: 'NAMEPLATE',
    hint: '2017 年 7 月起新生产的机械上的金属铭牌，有信息公开编号和环保关键零部件信息。带驾驶室的机械一般在驾驶室入口下方或外侧，其他机械在机体明显且固定的部件上。',
  },
  ENGINE_APPROVAL: {
    group: 'NAMEPLATE',
    hint: '国一、国二和部分国三发动机的型式核准号，通常在发动机铭牌上。',
  },
  MACHINE_ENV_CODE: {
    group: 'NAMEPLATE',
    hint: '打刻在机架或其他坚固结构件上的 17 位字母和数字，两端有分隔符（* 或 > <）。大型机械一般在靠近前部的右侧，从外部可以读到。',
  },
  MACHINE_PLATE: {
    group: 'NAMEPLATE',
    hint: '机械生产厂家的金属标识牌，有厂家、产品名称、型号、额定功率、生产日期、出厂编号、产品识别码 (PIN) 等，一般在驾驶室门外侧或机身外侧。',
  },
  ENGINE_PLATE: {
    group: 'NAMEPLATE',
    hint: '发动机厂家的金属标识牌，有型式核准号、厂家、系族、型号、额定功率、生产日期、出厂编号等，一般在发动机缸体上。',
  },
  CERTIFICATE: { group: 'DOCUMENT', hint: '没有铭牌的机械必须上传出厂合格证，四角完整，字迹清楚。' },
  CHECKLIST_FRONT: {
    group: 'DOCUMENT',
    hint: '环保信息随车清单正面，能看清信息公开编号。场内车辆必须上传。',
  },
  CHECKLIST_BACK: { group: 'DOCUMENT', hint: '环保信息随车清单反面。场内车辆必须上传。' },
  PLATE_NUMBER: { group: 'DOCUMENT', hint: '机械或场内车辆的号牌，号码清楚可读。' },
  DPF_BODY: { group: 'DPF', hint: '加装的 DPF 设备及其安装位置。' },
  DPF_PLATE: { group: 'DPF', hint: 'DPF 设备的铭牌，型号和编号清楚可读。' },
  OTHER_1: OTHER,
  OTHER_2: OTHER,
  OTHER_3: OTHER,
  OTHER_4: OTHER,
  OTHER_5: OTHER,
  OTHER_6: OTHER,
}

export const photoDto = z.object({
  id: z.uuid(),
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
  url: z.string(),
  thumbnailUrl: z.string(),
  /** What may make it hard to read, for the owner; it is taken all the same. */
  hints: z.array(z.string()).optional(),
})
export type PhotoDto = z.output<typeof photoDto>

/** A photo's size in pixels and what the program measured of it (lib/server/files/picture-quality.ts). */
export const qualityFigures = z.object({
  width: z.int(),
  height: z.int(),
  sharpness: z.number().nullable(),
  shadows: z.number(),
  highlights: z.number(),
  contrast: z.number(),
  /** Null when a server of an earlier release looked. */
  textLevel: z.number().nullable(),
})
export type QualityFigures = z.output<typeof qualityFigures>

/** A photo on the review desk, with the time and position from its EXIF data. */
export const deskPhoto = z.object({
  slot: photoSlot,
  photoId: z.uuid(),
  url: z.string(),
  thumbnailUrl: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  takenAt: z.iso.datetime().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  /** Added or replaced since the last submission. */
  changed: z.boolean(),
})

const params = z.object({ id: z.uuid() })
const JPEG = 'image/jpeg'

export const uploadPhotoEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/photos',
  summary: '上传照片（JPEG、PNG、WebP、HEIC，不超过 10 MB；以 JPEG 保存）',
  auth: 'account',
  upload: true,
  response: photoDto,
  status: 201,
  limits: ['upload'],
})
export const ownerPhotoEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/photos/{id}',
  summary: '查看照片',
  auth: 'account',
  params,
  file: JPEG,
})
export const ownerThumbnailEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/photos/{id}/thumbnail',
  summary: '查看照片缩略图',
  auth: 'account',
  params,
  file: JPEG,
})
export const staffPhotoEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/photos/{id}',
  summary: '查看登记的照片',
  auth: 'staff',
  action: 'photo.read',
  params,
  file: JPEG,
})
export const staffThumbnailEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/photos/{id}/thumbnail',
  summary: '查看登记的照片缩略图',
  auth: 'staff',
  action: 'photo.read',
  params,
  file: JPEG,
})
