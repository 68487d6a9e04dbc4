import type { Finding } from '@/lib/core/finding'
import { pathLabel } from '@/lib/features/content/rules/display'
import type { InspectedPhoto, InspectionFacts } from './facts'
import { clear, doubt, unchecked } from './finding'
import { farthestApart, SAME_SITE_KM } from './photo-place'

type Facts = Pick<InspectionFacts, 'photos'>

const HOUR = 3_600_000
/** Cameras write local time without a zone, read as China's; clocks run a little fast. */
const CLOCK_HOURS = 6
const YEAR = 365 * 24 * HOUR
/** Photos show the machine as it is now. */
const OLD_YEARS = 1

/** When the photos were taken, against their upload: after it, or years before. */
export function timeFindings({ photos }: Facts): Finding[] {
  const timed = photos.flatMap((photo) => (photo.takenAt ? [{ ...photo, takenAt: photo.takenAt }] : []))
  const silent = photos.filter(({ takenAt }) => takenAt === null)
  const age = ({ uploadedAt, takenAt }: (typeof timed)[number]) => uploadedAt.getTime() - takenAt.getTime()
  const later = timed.filter((photo) => age(photo) < -CLOCK_HOURS * HOUR)
  const old = timed.filter((photo) => age(photo) > OLD_YEARS * YEAR)
  const good = timed.length - later.length - old.length
  const years = Math.floor(Math.max(...old.map(age), 0) / YEAR)
  return [
    ...(later.length > 0 ? [doubt(`${names(later)}的拍摄时间晚于上传时间`, pathsOf(later))] : []),
    ...(old.length > 0 ? [doubt(`${names(old)}拍摄于上传前 ${years} 年以上`, pathsOf(old), { years })] : []),
    ...(good > 0 ? [clear(`${good} 张照片拍摄于上传前一年内`)] : []),
    ...silentFinding(photos, silent, '拍摄时间'),
  ]
}

/** Where the photos were taken, against one another. There are no borders of districts to compare with. */
export function placeFindings({ photos }: Facts): Finding[] {
  const silent = photos.filter(({ latitude, longitude }) => latitude === null || longitude === null)
  const located = photos.filter((photo) => !silent.includes(photo))
  const apart = farthestApart(located)
  return [
    ...(apart === null ? [] : [apartFinding(apart, located)]),
    ...(located.length === 1 ? [unchecked('只有 1 张照片有拍摄地点，没有可比较的地点')] : []),
    ...silentFinding(photos, silent, '拍摄地点'),
    ...(located.length > 0 ? [unchecked('没有区县边界数据，没有核对拍摄地点是否在登记区县内')] : []),
  ]
}

function apartFinding(km: number, located: readonly InspectedPhoto[]): Finding {
  if (km <= SAME_SITE_KM) return clear(`${located.length} 张照片拍摄于同一地点`, { km: Math.round(km) })
  const text = `照片拍摄地点相距约 ${Math.round(km)} 公里，请核对是否为同一机械`
  return doubt(text, pathsOf(located), { km: Math.round(km) })
}

/** Photos that say nothing of their time or place were not checked: most apps take both away. */
function silentFinding(all: readonly unknown[], silent: readonly InspectedPhoto[], what: string): Finding[] {
  if (silent.length === 0 && all.length > 0) return []
  return [
    unchecked(`${silent.length === all.length ? '照片' : silentNames(silent)}没有${what}信息，没有核对`),
  ]
}

/** Which they are, so that what was asked for again is told from what never said anything. */
const silentNames = (photos: readonly InspectedPhoto[]) =>
  photos.length > 3 ? `${photos.length} 张照片` : names(photos)

const pathsOf = (photos: readonly InspectedPhoto[]) => photos.map(({ slot }) => `photos.${slot}`)
const names = (photos: readonly InspectedPhoto[]) => pathsOf(photos).map(pathLabel).join('、')
