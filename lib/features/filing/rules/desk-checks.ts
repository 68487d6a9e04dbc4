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
 * Comparison with the catalogue of published machines. A code that is not found is a warning, to be compared with the
 * photos: a code in use since 2017 should be there (return reason CODE_NOT_VERIFIED); older ones often are not.
 */
export function catalogueChecks(content: FilingContent, matches: readonly Published[]): DeskCheck[] {
  const { machineEnvCode, disclosureNumber, engineApprovalNumber } = content.codes
  if (matches.length === 0) {
    const hasCode = Boolean(machineEnvCode || disclosureNumber || engineApprovalNumber)
    const text = '公开目录中没有查到所填编码，请与照片核对'
    const paths = ['codes.machineEnvCode', 'codes.disclosureNumber', 'codes.engineApprovalNumber']
    const filled = paths.filter((path) => valueAt(content, path) !== null)
    return hasCode ? [{ code: 'CATALOGUE', level: 'WARN', text, paths: filled, filingIds: [] }] : []
  }
  const differing = new Map(
    matches.flatMap(({ differences }) => differences.map((one) => [one.path, one.published])),
  )
  if (differing.size === 0) {
    return [{ code: 'CATALOGUE', level: 'OK', text: '与公开目录一致', paths: [], filingIds: [] }]
  }
  const texts = [...differing].map(([path, published]) => publishedText(path, published))
  const text = `与公开目录不一致：${texts.join('、')}`
  return [{ code: 'CATALOGUE', level: 'WARN', text, paths: [...differing.keys()], filingIds: [] }]
}

/** For a list field only its label: the code means nothing to a reader, and the desk shows both values. */
function publishedText(path: string, published: string | number): string {
  const field = findField(path)
  return field?.list ? pathLabel(path) : `${pathLabel(path)}（目录为 ${published}）`
}

/** Published numbers of an unusual format; empty when all are usual. */
export function formatChecks(content: FilingContent): DeskCheck[] {
  return formatWarnings(content).map(({ path, message }) => ({
    code: 'FORMAT',
    level: 'WARN',
    text: message,
    paths: [path],
    filingIds: [],
  }))
}

/** The check character of a unit's code: real codes fail it too, so a mismatch is only a warning. */
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

/** Whether the photos were taken far from one another; empty when fewer than two have coordinates. */
export function placeChecks(photos: readonly Photo[]): DeskCheck[] {
  const apart = farthestApart(photos)
  if (apart === null) return []
  const far = apart > SAME_SITE_KM
  const located = photos.filter(({ latitude, longitude }) => latitude !== null && longitude !== null)
  return [
    {
      code: 'PHOTO_PLACE',
      level: far ? 'WARN' : 'OK',
      text: far ? `照片拍摄地点相距约 ${Math.round(apart)} 公里，请核对是否为同一机械` : '照片拍摄地点一致',
      paths: far ? located.map(({ slot }) => `photos.${slot}`) : [],
      filingIds: [],
    },
  ]
}
