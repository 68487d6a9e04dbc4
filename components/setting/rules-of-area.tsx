'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Failed, Loading } from '@/components/ui/states'
import { rulesQuery } from '@/lib/features/setting/api'
import { SETTINGS, type SettingKey, type SettingValue } from '@/lib/features/setting/schema/settings'
import styles from './rules.module.css'

export type AreaRules = {
  area: string
  /** What a `RuleCard` shows of a rule. */
  of: <K extends SettingKey>(key: K) => { value: SettingValue<K>; setBy: string | null; area: string }
}
type Props = { title: string; security: boolean; children: (rules: AreaRules) => ReactNode }

/** Rules of the officer's area, a card each; those not set here are inherited from the wider area. */
export function RulesOfArea({ title, security, children }: Props) {
  const { data, error, refetch } = useQuery(rulesQuery(security))
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />

  const area = data.divisionCode
  function of<K extends SettingKey>(key: K) {
    const rule = data?.data.find((each) => each.key === key)
    const parsed = SETTINGS[key].schema.safeParse(rule?.value)
    const value = (parsed.success ? parsed.data : SETTINGS[key].initial) as SettingValue<K>
    return { value, setBy: rule?.setBy ?? null, area }
  }
  return (
    <>
      <PageHeader
        title={title}
        hint={
          security ? '在本辖区及下级生效；下级只能更严' : '在本辖区及下级生效；下级另有设定的，以下级为准'
        }
      />
      <div className={styles.cards}>{children({ area, of })}</div>
    </>
  )
}
