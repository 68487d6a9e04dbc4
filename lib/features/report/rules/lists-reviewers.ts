import { areaLevel } from '@/lib/core/area'

/** Whether reports of an area list its reviewers by name: only for a city or a district. */
export function listsReviewers(areaCode: string): boolean {
  const level = areaLevel(areaCode)
  return level === 'CITY' || level === 'DISTRICT'
}
