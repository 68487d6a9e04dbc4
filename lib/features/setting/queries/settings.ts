import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaChain, WHOLE_COUNTRY } from '@/lib/core/area'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { log } from '@/lib/server/observe/log'
import { strictest } from '../rules/strictest'
import {
  isStrictRule,
  LIST_NAMES,
  type ListItem,
  type ListName,
  SETTINGS,
  type SettingKey,
  type SettingValue,
  type StrictRule,
} from '../schema/settings'
import { groupByList } from './lists'

/**
 * The effective setting of a division: the row of the division itself, else of its city, its province or the whole country,
 * else the default. Of a rule of security the strictest of them (rules/strictest.ts). Not cached (one primary-key look-up), so that a change takes effect with the next request in every
 * process.
 * @param db the client or the current transaction
 * @param divisionCode six digits; null: country-wide
 */
export async function findSetting<K extends SettingKey>(
  db: Pick<Tx, 'setting'>,
  key: K,
  divisionCode: string | null,
): Promise<SettingValue<K>> {
  return (await ruleFor(db, key, divisionCode)).value
}

/** The effective setting with its origin `setBy`: the division of its row, or null for the default. */
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

/** @param rows of this key and of divisions in the chain */
function nearest<K extends SettingKey>(key: K, chain: readonly string[], rows: readonly SettingRow[]) {
  const distance = ({ divisionCode }: SettingRow) => chain.indexOf(divisionCode)
  const read = rows
    .toSorted((a, b) => distance(a) - distance(b))
    .flatMap((row) => {
      const value = parseRow(key, row)
      return value ? [{ value, divisionCode: row.divisionCode }] : []
    })
  const initial = SETTINGS[key].initial as SettingValue<K>
  const [own] = read
  if (!own) return { key, value: initial, setBy: null }
  return {
    key,
    value: isStrictRule(key) ? demanded(key, read, initial) : own.value,
    setBy: own.divisionCode,
  }
}

/** @param rows nearest first. What the whole country has not set is demanded by the default. */
function demanded<V extends object>(
  key: StrictRule,
  rows: { value: V; divisionCode: string }[],
  initial: V,
): V {
  const base = rows.at(-1)?.divisionCode === WHOLE_COUNTRY ? [] : [initial]
  return [...rows.map(({ value }) => value), ...base].reduceRight((wide, own) => strictest(key, wide, own))
}

/** @returns null for a value that this release cannot read, which must not stop a bureau's work */
function parseRow<K extends SettingKey>(key: K, row: SettingRow) {
  const parsed = SETTINGS[key].schema.safeParse(row.value)
  if (parsed.success) return parsed.data as SettingValue<K>
  log().error({ key, divisionCode: row.divisionCode }, 'setting is not readable, the wider one is used')
  return null
}

/**
 * The effective setting for many divisions, by one query.
 * @param override assumes another value of one division's own row; null: no row
 */
export async function settingByDivision<K extends Exclude<SettingKey, StrictRule>>(
  db: Pick<Tx, 'setting'>,
  key: K,
  override?: { divisionCode: string; value: SettingValue<K> | null },
): Promise<(divisionCode: string) => SettingValue<K>> {
  const rows = await db.setting.findMany({ where: { key } })
  const own = new Map(rows.map((row) => [row.divisionCode, parseRow(key, row)]))
  if (override) own.set(override.divisionCode, override.value)
  return (divisionCode) => {
    const value = chainOf(divisionCode)
      .map((code) => own.get(code))
      .find(Boolean)
    return value ?? (SETTINGS[key].initial as SettingValue<K>)
  }
}

const listsAndSettingsRow = z.object({
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
 * All lists (enabled items) and some effective settings of a division, by one statement to save round trips.
 * @param divisionCode six digits; null: country-wide
 */
export async function listsAndSettings<K extends SettingKey>(
  tx: Pick<Tx, '$queryRaw'>,
  keys: readonly K[],
  divisionCode: string | null,
): Promise<{ lists: Record<ListName, ListItem[]>; settings: { [Key in K]: SettingValue<Key> } }> {
  const chain = chainOf(divisionCode)
  const [row] = await rowsOf(tx, listsAndSettingsRow)`
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

/** The effective settings of the actor's own division that `include` names. */
export async function getRules({ divisionCode }: StaffActor, include: (key: SettingKey) => boolean) {
  const keys = (Object.keys(SETTINGS) as SettingKey[]).filter(include)
  return { divisionCode, data: await Promise.all(keys.map((key) => ruleFor(db(), key, divisionCode))) }
}
