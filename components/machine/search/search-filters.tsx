'use client'

import { useQuery } from '@tanstack/react-query'
import { DatePicker, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { DivisionPicker } from '@/components/division/division-picker'
import { useActor } from '@/components/shell/actor-context'
import { areaLevel, WHOLE_COUNTRY } from '@/lib/core/area'
import { divisionOptions } from '@/lib/features/division/api'
import { MACHINE_STATUS_LABELS, MACHINE_STATUSES } from '@/lib/features/machine/schema/status'
import type { MachineNames } from './use-machine-names'
import type { Search } from './use-search'

const STATUSES = MACHINE_STATUSES.map((code) => ({ code, name: MACHINE_STATUS_LABELS[code] }))
const day = (date: Dayjs | null | undefined) => date?.format('YYYY-MM-DD') ?? null

/** All filters of a search besides its text. */
export function SearchFilters({ search, names }: { search: Search; names: MachineNames }) {
  const { question, set } = search
  const { from, to, madeIn } = question
  return (
    <>
      <AreaFilter search={search} />
      <Choice
        label="机械类别"
        width={118}
        items={names.lists.categories}
        value={question.categoryCode}
        onChange={(categoryCode) => set({ categoryCode })}
      />
      <Choice
        label="排放阶段"
        width={104}
        items={names.lists.stages}
        value={question.stage}
        onChange={(stage) => set({ stage })}
      />
      <Choice
        label="燃料种类"
        width={104}
        items={names.lists.fuels}
        value={question.fuelCode}
        onChange={(fuelCode) => set({ fuelCode })}
      />
      <Choice
        label="使用地点"
        width={118}
        items={names.lists.places}
        value={question.placeCode}
        onChange={(placeCode) => set({ placeCode })}
      />
      <Choice
        label="状态"
        width={90}
        items={STATUSES}
        value={question.status}
        onChange={(status) => set({ status })}
      />
      <DatePicker
        aria-label="出厂年份"
        placeholder="出厂年份"
        picker="year"
        style={{ width: 108 }}
        value={madeIn ? dayjs(`${madeIn}-01-01`) : null}
        onChange={(year) => set({ madeIn: year?.format('YYYY') ?? null })}
      />
      <DatePicker.RangePicker
        aria-label="登记日期"
        allowEmpty={[true, true]}
        placeholder={['登记日期从', '到']}
        style={{ width: 232 }}
        presets={presets()}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={(range) => set({ from: day(range?.[0]), to: day(range?.[1]) })}
      />
    </>
  )
}

type ChoiceProps = {
  label: string
  width: number
  items: readonly { code: string; name: string }[]
  value: string | undefined
  onChange: (code: string | null) => void
}

function Choice({ label, width, items, value, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ width }}
      value={value}
      onChange={(code: string | undefined) => onChange(code ?? null)}
      options={items.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}

/** Divisions below the officer's area; renders nothing if there are none. */
function AreaFilter({ search }: { search: Search }) {
  const { divisionCode } = useActor()
  const root = divisionCode === WHOLE_COUNTRY ? undefined : divisionCode
  const divisions = useQuery({ ...divisionOptions(root), enabled: areaLevel(divisionCode) !== 'DISTRICT' })
  if (!divisions.data?.data.length) return null
  const placeholders = { COUNTRY: '省、市、区县', PROVINCE: '市、区县', CITY: '区县', DISTRICT: '' }
  const municipality = root && divisions.data.data.every(({ level }) => level === 3)
  return (
    <DivisionPicker
      label="所在地区"
      placeholder={municipality ? '区县' : placeholders[areaLevel(divisionCode)]}
      root={root}
      anyLevel
      clearable
      width={164}
      value={search.area}
      onChange={search.setArea}
    />
  )
}

function presets(): { label: string; value: [Dayjs, Dayjs] }[] {
  const today = dayjs()
  const lastMonth = today.subtract(1, 'month')
  return [
    { label: '今天', value: [today, today] },
    { label: '最近 7 天', value: [today.subtract(6, 'day'), today] },
    { label: '本月', value: [today.startOf('month'), today] },
    { label: '上月', value: [lastMonth.startOf('month'), lastMonth.endOf('month')] },
    { label: '今年', value: [today.startOf('year'), today] },
  ]
}
