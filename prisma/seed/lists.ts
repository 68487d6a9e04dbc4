import type { Prisma } from '../client'
import type { ListName } from '../generated/enums'

/**
 * The lists as they stand on the first day. Afterwards they belong to the administrator: only items whose code is
 * absent are added. Codes are part of the API and never change meaning; an unwanted item is switched off, not removed.
 * Sources: the ministry's notice (categories), the owner's manual (places, reasons), GB 20891-2014 (stages).
 */
type Item = { code: string; name: string; enabled?: boolean; data?: Prisma.InputJsonObject }

const item = (code: string, name: string): Item => ({ code, name })
/** Known elsewhere in the country; a city turns it on when it needs it. */
const extra = (code: string, name: string): Item => ({ code, name, enabled: false })
const onsiteOnly = (code: string, name: string): Item => ({ code, name, data: { onsiteOnly: true } })
/** `fields`: what the owner must correct, preset for the reviewer, who may change it. */
const reason = (code: string, name: string, ...fields: string[]): Item => ({ code, name, data: { fields } })

const BODY = ['photos.BODY_FRONT', 'photos.BODY_FRONT_RIGHT', 'photos.BODY_RIGHT', 'photos.BODY_REAR']

export const LISTS: Record<ListName, Item[]> = {
  CATEGORY: [
    item('EXCAVATOR', '挖掘机'),
    item('CRANE', '起重机'),
    item('BULLDOZER', '推土机'),
    item('LOADER', '装载机'),
    item('ROLLER', '压路机'),
    item('PAVER', '摊铺机'),
    item('GRADER', '平地机'),
    item('FORKLIFT', '叉车'),
    item('PILE_DRIVER', '桩工机械'),
    item('STACKER', '堆高机'),
    item('TRACTOR', '牵引车'),
    item('SHUTTLE_BUS', '摆渡车'),
    item('ONSITE_VEHICLE', '场内车辆'),
    onsiteOnly('ONSITE_TRUCK', '货车'),
    onsiteOnly('ONSITE_COACH', '客车'),
    onsiteOnly('ONSITE_SPECIAL', '中型专项作业车'),
    extra('ROTARY_DRILL', '旋挖钻机'),
    extra('DYNAMIC_COMPACTOR', '强夯机'),
    extra('OFF_HIGHWAY_TRUCK', '非公路用卡车'),
    extra('AERIAL_PLATFORM', '高空作业车'),
    extra('GENERATOR_SET', '移动式发电机组'),
    extra('AIR_COMPRESSOR', '空气压缩机'),
    item('OTHER', '其他'),
  ],
  PLACE: [
    item('CONSTRUCTION_SITE', '施工工地'),
    item('PORT', '港口'),
    item('LOGISTICS_PARK', '物流园区'),
    item('AIRPORT', '机场'),
    item('RAIL_YARD', '铁路货场'),
    item('INDUSTRIAL_SITE', '大型工矿企业'),
    item('OTHER', '其他'),
  ],
  FUEL: [
    item('DIESEL', '柴油'),
    item('GASOLINE', '汽油'),
    item('ELECTRIC', '电动'),
    item('NATURAL_GAS', '天然气'),
    item('LPG', '液化石油气'),
    item('HYBRID', '混合动力'),
    item('HYDROGEN', '氢燃料'),
    item('METHANOL', '甲醇'),
    item('OTHER', '其他'),
    item('UNKNOWN', '未知'),
  ],
  STAGE: [
    item('0', '国一前'),
    item('1', '国一'),
    item('2', '国二'),
    item('3', '国三'),
    item('4', '国四'),
    item('D', '电动'),
    item('X', '无排放阶段（或无法确定）'),
  ],
  DPF_REGENERATION: [item('ACTIVE', '主动'), item('PASSIVE', '被动'), item('COMBINED', '主动被动结合')],
  RETURN_REASON: [
    // Which photo is unclear only the reviewer knows.
    reason('PHOTO_UNCLEAR', '图片不清晰'),
    reason('PHOTO_ANGLE_MISSING', '照片缺少角度', ...BODY),
    reason('PHOTO_NOT_THIS_MACHINE', '照片与机械不符', ...BODY),
    reason(
      'PLATE_MISMATCH',
      '铭牌照片与填写内容不一致',
      'photos.MACHINE_PLATE',
      'machine.model',
      'machine.serial',
    ),
    reason('CERTIFICATE_MISSING', '缺合格证', 'photos.CERTIFICATE'),
    reason('CHECKLIST_MISSING', '缺随车清单', 'photos.CHECKLIST_FRONT', 'photos.CHECKLIST_BACK'),
    reason(
      'CODE_NOT_VERIFIED',
      '公开编号/核准号核验不通过',
      'codes.disclosureNumber',
      'codes.engineApprovalNumber',
      'photos.ENV_LABEL',
    ),
    reason('CATEGORY_WRONG', '机械类别错误', 'machine.categoryCode'),
    reason('FUEL_WRONG', '燃料种类错误', 'engine.fuelCode'),
    reason('OWNER_MISMATCH', '所有者信息与证件不符'),
    reason('SUSPECTED_DUPLICATE', '疑似重复登记', 'codes.machineEnvCode', 'machine.serial', 'engine.serial'),
    reason('WRONG_DISTRICT', '登记区县错误', 'districtCode'),
    reason('OUT_OF_SCOPE', '不属于登记范围'),
    reason('OTHER', '其他'),
  ],
}

const LIST_NAMES: ListName[] = ['CATEGORY', 'PLACE', 'FUEL', 'STAGE', 'DPF_REGENERATION', 'RETURN_REASON']

/** The rows of `list_item`; positions leave room for an administrator's own items in between. */
export function listRows(): Prisma.ListItemCreateManyInput[] {
  return LIST_NAMES.flatMap((list) =>
    LISTS[list].map(({ code, name, enabled = true, data = {} }, index) => ({
      list,
      code,
      name,
      enabled,
      data,
      position: (index + 1) * 10,
    })),
  )
}
