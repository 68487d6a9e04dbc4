import { maskIdNumber } from '@/lib/core/mask'
import { pathLabel } from '@/lib/features/content/rules/display'
import { formatWarnings } from '@/lib/features/content/rules/formats'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import type { DeskCheck as FullCheck } from '../schema/console'
import { farthestApart, SAME_SITE_KM } from './photo-place'

/** The desk adds the result, which follows from the level. */
type DeskCheck = Omit<FullCheck, 'result'>
type Photo = { slot: string; latitude: number | null; longitude: number | null }

type Published = { group: number; differences: readonly { path: string; published: string | number }[] }

/**
 * What the catalogue of published machines says. A machine that tells a code and is not found is worth a look at the
 * photos: a code in use since 2017 should be there (return reason CODE_NOT_VERIFIED); older ones often are not.
 */
export function catalogueChecks(content: FilingContent, matches: readonly Published[]): DeskCheck[] {
  const { machineEnvCode, disclosureNumber, engineApprovalNumber } = content.codes
  if (matches.length === 0) {
    const told = Boolean(machineEnvCode || disclosureNumber || engineApprovalNumber)
    const text = '公开目录中没有查到所填编码，请与照片核对'
    const paths = ['codes.machineEnvCode', 'codes.disclosureNumber', 'codes.engineApprovalNumber']
    const filled = paths.filter((path) => valueAt(content, path) !== null)
    return told ? [{ code: 'CATALOGUE', level: 'WARN', text, paths: filled, filingIds: [] }] : []
  }
  const differing = new Map(
    matches.flatMap(({ differences }) => differences.map((one) => [one.path, one.published])),
  )
  if (differing.size === 0) {
    return [{ code: 'CATALOGUE', level: 'OK', text: '与公开目录一致', paths: [], filingIds: [] }]
  }
  const told = [...differing].map(([path, published]) => publishedText(path, published))
  const text = `与公开目录不一致：${told.join('、')}`
  return [{ code: 'CATALOGUE', level: 'WARN', text, paths: [...differing.keys()], filingIds: [] }]
}

/** Codes of lists mean nothing to a reader: there the field's name is enough, the desk shows both. */
function publishedText(path: string, published: string | number): string {
  const field = findField(path)
  return field?.list ? pathLabel(path) : `${pathLabel(path)}（目录为 ${published}）`
}

/** Published numbers of unusual form; nothing to say when all look usual. */
export function formatChecks(content: FilingContent): DeskCheck[] {
  return formatWarnings(content).map(({ path, message }) => ({
    code: 'FORMAT',
    level: 'WARN',
    text: message,
    paths: [path],
    filingIds: [],
  }))
}

/** A unit's code whose check character does not fit: real ones fail it too, so it is compared by eye. */
export function ownerChecks(
  owner: { type: 'PERSON' | 'UNIT'; idNumber: string },
  doubtful: boolean,
): DeskCheck[] {
  if (owner.type !== 'UNIT') return []
  const text = doubtful
    ? `统一社会信用代码 ${maskIdNumber(owner.idNumber)} 的校验码不符，请与证照核对`
    : '统一社会信用代码的校验码正确'
  return [{ code: 'OWNER_ID', level: doubtful ? 'WARN' : 'OK', text, paths: [], filingIds: [] }]
}

/** Photos that were taken far from one another; nothing to say when fewer than two tell their place. */
export function placeChecks(photos: readonly Photo[]): DeskCheck[] {
  const apart = farthestApart(photos)
  if (apart === null) return []
  const far = apart > SAME_SITE_KM
  const told = photos.filter(({ latitude, longitude }) => latitude !== null && longitude !== null)
  return [
    {
      code: 'PHOTO_PLACE',
      level: far ? 'WARN' : 'OK',
      text: far ? `照片拍摄地点相距约 ${Math.round(apart)} 公里，请核对是否为同一机械` : '照片拍摄地点一致',
      paths: far ? told.map(({ slot }) => `photos.${slot}`) : [],
      filingIds: [],
    },
  ]
}
