import { useQuery } from '@tanstack/react-query'
import {
  divisionOption,
  divisionOptions,
  pathAbove,
  rememberedDistrict,
  shownName,
} from '@/lib/features/division/api'

/** Full name of a district, e.g. 北京市 东城区; offline the name stored on this phone, or a placeholder. */
export function useDistrictName(code: string | null): string {
  const [province, city] = pathAbove(code ?? '')
  const below = useQuery({ ...divisionOptions(province), enabled: code !== null })
  const direct = below.data?.data.find((division) => division.code === code)
  const deeper = useQuery({ ...divisionOptions(city), enabled: code !== null && below.isSuccess && !direct })
  const found = direct ?? deeper.data?.data.find((division) => division.code === code)
  const single = useQuery({ ...divisionOption(code ?? ''), enabled: deeper.isSuccess && !found })
  const [named = found] = single.data?.data ?? []
  if (named || !code) return named ? shownName(named) : ''
  const remembered = rememberedDistrict()
  if (remembered?.code === code) return remembered.fullName
  return below.isPending || deeper.isPending || single.isPending ? '正在读取…' : `已选择（代码 ${code}）`
}
