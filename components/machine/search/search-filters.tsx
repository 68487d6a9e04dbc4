'use client'

import { useQuery } from '@tanstack/react-query'
import { DatePicker, InputNumber, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { DivisionPicker } from '@/components/division/division-picker'
import { useActor } from '@/components/shell/actor-context'
import { READ, type ReadOptions } from '@/components/ui/option-state'
import { QuerySelect } from '@/components/ui/query-select'
import { areaLevel, WHOLE_COUNTRY } from '@/lib/core/area'
import { divisionOptions } from '@/lib/features/division/api'
import { valuesOf } from '@/lib/features/machine/schema/search'
import { MACHINE_STATUS_LABELS, MACHINE_STATUSES } from '@/lib/features/machine/schema/status'
import { formOptions } from '@/lib/features/option/api'
import { STAGE_SETS } from './stage-sets'
import type { MachineNames } from './use-machine-names'
import type { Search } from './use-search'

const STATUSES = MACHINE_STATUSES.map((code) => ({ code, name: MACHINE_STATUS_LABELS[code] }))
const day = (date: Dayjs | null | undefined) => date?.format('YYYY-MM-DD') ?? null

/** All filters of a search besides its text. */
export function SearchFilters({ search, names }: { search: Search; names: MachineNames }) {
  const { question, set } = search
  const { from, to, madeIn } = question
  const lists = useQuery(formOptions())
  return (
    <>
      <AreaFilter search={search} />
      <Choice
        label="机械类别"
        width={118}
        query={lists}
        items={names.lists.categories}
        value={question.categoryCode}
        onChange={(categoryCode) => set({ categoryCode })}
      />
      <Choice
        label="排放阶段"
        width={104}
        query={lists}
        items={[...STAGE_SETS.map(({ stages, name }) => ({ code: stages, name })), ...names.lists.stages]}
        value={question.stage}
        onChange={(stage) => set({ stage })}
      />
      <Choice
        label="燃料种类"
        width={104}
        query={lists}
        items={names.lists.fuels}
        value={question.fuelCode}
        onChange={(fuelCode) => set({ fuelCode })}
      />
      <Choice
        label="使用地点"
        width={118}
        query={lists}
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
      <PowerFilter key={`${question.minKw} ${question.maxKw}`} search={search} />
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
  /** Of a list that is read from the server. */
  query?: ReadOptions
  label: string
  width: number
  items: readonly { code: string; name: string }[]
  /** Codes divided by commas. */
  value: string | undefined
  onChange: (codes: string | null) => void
}

/** One value or several. An item may stand for several codes itself. */
function Choice({ query = READ, label, width, items, value, onChange }: ChoiceProps) {
  const whole = items.some(({ code }) => code === value)
  const chosen = value === undefined ? [] : whole ? [value] : valuesOf(value)
  return (
    <QuerySelect
      query={query}
      mode="multiple"
      aria-label={label}
      placeholder={label}
      allowClear
      // The first value always shows, however narrow the window is.
      maxTagCount={1}
      maxTagTextLength={6}
      maxTagPlaceholder={(more) => `+${more.length}`}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ width: chosen.length === 0 ? width : chosen.length === 1 ? width + 40 : width + 60 }}
      value={chosen}
      onChange={(codes: string[]) =>
        onChange(
          valuesOf(codes.join(',') || undefined)
            .sort()
            .join(',') || null,
        )
      }
      options={items.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}

/** Rated power; searched when the field is left or by Enter, since half-typed numbers mean other machines. */
function PowerFilter({ search: { question, set } }: { search: Search }) {
  const field = (name: 'minKw' | 'maxKw', label: string, placeholder: string) => (
    <InputNumber
      aria-label={label}
      placeholder={placeholder}
      min={0}
      max={100_000}
      controls={false}
      style={{ width: name === 'minKw' ? 108 : 72 }}
      defaultValue={question[name]}
      onBlur={({ target }) => apply(name, target.value)}
      // The element that listens is around the field.
      onPressEnter={({ target }) => target instanceof HTMLInputElement && apply(name, target.value)}
    />
  )
  const apply = (name: 'minKw' | 'maxKw', text: string) => {
    const value = Number.parseFloat(text)
    set({ [name]: Number.isNaN(value) ? null : String(value) })
  }
  return (
    <Space.Compact>
      {field('minKw', '额定功率从（kW）', '功率 kW 从')}
      {field('maxKw', '额定功率到（kW）', '到')}
    </Space.Compact>
  )
}

/** Divisions below the officer's area; renders nothing if there are none. */
function AreaFilter({ search }: { search: Search }) {
  const { divisionCode } = useActor()
  const root = divisionCode === WHOLE_COUNTRY ? undefined : divisionCode
  const divisions = useQuery({ ...divisionOptions(root), enabled: areaLevel(divisionCode) !== 'DISTRICT' })
  if (areaLevel(divisionCode) === 'DISTRICT' || divisions.data?.data.length === 0) return null
  if (!divisions.data)
    return <QuerySelect query={divisions} aria-label="所在地区" placeholder="区县" style={{ width: 164 }} />
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
