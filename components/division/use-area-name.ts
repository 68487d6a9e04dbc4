import { useQuery } from '@tanstack/react-query'
import { areaLevel } from '@/lib/core/area'
import { divisionOption, divisionOptions, pathAbove, shownName } from '@/lib/features/division/api'

/** Full name of an area, e.g. 河北省 唐山市; the code itself until it is loaded. */
export function useAreaName(code: string | undefined): string | undefined {
  const level = code && areaLevel(code)
  const [province, city] = pathAbove(code ?? '')
  const tops = useQuery({ ...divisionOptions(), enabled: level === 'PROVINCE' })
  const lower = level === 'CITY' || level === 'DISTRICT'
  const below = useQuery({ ...divisionOptions(province), enabled: lower })
  const named = (answer: typeof below) => answer.data?.data.find((division) => division.code === code)
  const direct = named(tops) ?? named(below)
  const deeper = useQuery({ ...divisionOptions(city), enabled: lower && below.isSuccess && !direct })
  const found = direct ?? named(deeper)
  const single = useQuery({ ...divisionOption(code ?? ''), enabled: lower && deeper.isSuccess && !found })
  const [area = found] = single.data?.data ?? []
  return area ? shownName(area) : code
}
