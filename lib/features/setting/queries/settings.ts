import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaChain, WHOLE_COUNTRY } from '@/lib/core/area'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { log } from '@/lib/server/observe/log'
import {
  LIST_NAMES,
  type ListItem,
  type ListName,
  SETTINGS,
  type SettingKey,
  type SettingValue,
} from '../schema/settings'
import { groupByList } from './lists'

/**
 * The setting as it holds for a division: the row of the division itself, else of its city, its province, the whole
 * country, else what the program begins with. Read from the table each time (one look into its primary key): an
 * administrator's change holds from the next request on, in every process.
 * @param db the client or the transaction under way
 * @param divisionCode six digits; null for what holds country-wide
 */
export async function findSetting<K extends SettingKey>(
  db: Pick<Tx, 'setting'>,
  key: K,
  divisionCode: string | null,
): Promise<SettingValue<K>> {
  return (await ruleFor(db, key, divisionCode)).value
}

/** The same with where it comes from: the division whose row holds, or null for what the program begins with. */
export async function ruleFor<K extends SettingKey>(
  db: Pick<Tx, 'setting'>,
  key: K,
  divisionCode: string | null,
): Promise<{ key: K; value: SettingValue<K>; setBy: string | null }> {
  const chain = chainOf(divisionCode)
  return nearest(key, chain, await db.setting.findMany({ where: { key, divisionCode: { in: chain } } }))
}

const chainOf = (divisionCode: string | null): string[] => [
  ...(divisionCode ? areaChain(divisionCode) : []),
  WHOLE_COUNTRY,
]

type SettingRow = { divisionCode: string; value: unknown }

/** @param rows of this key, of divisions of the chain */
function nearest<K extends SettingKey>(key: K, chain: readonly string[], rows: readonly SettingRow[]) {
  const place = ({ divisionCode }: SettingRow) => chain.indexOf(divisionCode)
  for (const row of rows.toSorted((a, b) => place(a) - place(b))) {
    const value = readable(key, row)
    if (value) return { key, value, setBy: row.divisionCode }
  }
  return { key, value: SETTINGS[key].initial as SettingValue<K>, setBy: null }
}

/** What another edition of the program wrote and this one cannot read must not stop a bureau's work. */
function readable<K extends SettingKey>(key: K, row: { divisionCode: string; value: unknown }) {
  const parsed = SETTINGS[key].schema.safeParse(row.value)
  if (parsed.success) return parsed.data as SettingValue<K>
  log().error({ key, divisionCode: row.divisionCode }, 'setting is not readable, the wider one is used')
  return null
}

/**
 * The setting for each of many divisions, from one look at its rows.
 * @param instead how it would be if this division's own row had another value; null: if it had none
 */
export async function settingByDivision<K extends SettingKey>(
  db: Pick<Tx, 'setting'>,
  key: K,
  instead?: { divisionCode: string; value: SettingValue<K> | null },
): Promise<(divisionCode: string) => SettingValue<K>> {
  const rows = await db.setting.findMany({ where: { key } })
  const own = new Map(rows.map((row) => [row.divisionCode, readable(key, row)]))
  if (instead) own.set(instead.divisionCode, instead.value)
  return (divisionCode) => {
    const set = [...areaChain(divisionCode), WHOLE_COUNTRY].map((code) => own.get(code)).find(Boolean)
    return set ?? (SETTINGS[key].initial as SettingValue<K>)
  }
}

const listsAndRules = z.object({
  items: z.array(
    z.object({
      list: z.enum(LIST_NAMES),
      code: z.string(),
      name: z.string(),
      enabled: z.boolean(),
      position: z.int(),
      data: z.unknown(),
    }),
  ),
  settings: z.array(z.object({ key: z.string(), divisionCode: z.string(), value: z.unknown() })),
})

/**
 * The lists as they stand and some settings of a division in one statement: a command that needs them all waits once.
 * @param divisionCode six digits; null for what holds country-wide
 */
export async function listsAndSettings<K extends SettingKey>(
  tx: Pick<Tx, '$queryRaw'>,
  keys: readonly K[],
  divisionCode: string | null,
): Promise<{ lists: Record<ListName, ListItem[]>; settings: { [Key in K]: SettingValue<Key> } }> {
  const chain = chainOf(divisionCode)
  const [row] = await rowsOf(tx, listsAndRules)`
    SELECT (
      SELECT coalesce(json_agg(json_build_object('list', list, 'code', code, 'name', name, 'enabled', enabled,
        'position', position, 'data', data) ORDER BY position, code), '[]')
      FROM list_item WHERE enabled) AS items, (
      SELECT coalesce(json_agg(json_build_object('key', key, 'divisionCode', "divisionCode", 'value', value)), '[]')
      FROM setting WHERE key = ANY(${keys}) AND "divisionCode" = ANY(${chain}::char(6)[])) AS settings`
  const entryOf = (key: K) => {
    const rows = row?.settings.filter((each) => each.key === key) ?? []
    return [key, nearest(key, chain, rows).value]
  }
  return { lists: groupByList(row?.items ?? []), settings: Object.fromEntries(keys.map(entryOf)) }
}

/** Every rule as it holds for the actor's own division. */
export async function getRules({ divisionCode }: StaffActor) {
  const keys = Object.keys(SETTINGS) as SettingKey[]
  return { divisionCode, data: await Promise.all(keys.map((key) => ruleFor(db(), key, divisionCode))) }
}
