'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Switch } from 'antd'
import { useState } from 'react'
import { DivisionPicker } from '@/components/division/division-picker'
import { useActor } from '@/components/shell/actor-context'
import { areaLevel } from '@/lib/core/area'
import { addWatches, removeWatch, watchesChanged } from '@/lib/features/watch/api'
import { WATCH_KINDS, WATCH_LABELS, type Watch, type WatchKind } from '@/lib/features/watch/schema'
import styles from './watch.module.css'

/** A row of switches for the officer's area and for each watched part of it. */
export function Subscriptions({ watches }: { watches: Watch[] }) {
  const { divisionCode } = useActor()
  const areas = new Map([[divisionCode, '本辖区']])
  for (const watch of watches) {
    if (watch.divisionCode !== divisionCode) areas.set(watch.divisionCode, watch.divisionName)
  }
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.switches}>
          <thead>
            <tr>
              <th scope="col">范围</th>
              {WATCH_KINDS.map((kind) => (
                <th key={kind} scope="col">
                  {WATCH_LABELS[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...areas].map(([code, name]) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                {WATCH_KINDS.map((kind) => (
                  <td key={kind}>
                    <WatchSwitch
                      kind={kind}
                      area={{ code, name }}
                      watch={watches.find((each) => each.kind === kind && each.divisionCode === code)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {areaLevel(divisionCode) !== 'DISTRICT' && <AddPart root={divisionCode} />}
    </>
  )
}

type SwitchProps = { kind: WatchKind; area: { code: string; name: string }; watch: Watch | undefined }

function WatchSwitch({ kind, area, watch }: SwitchProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const toggle = useMutation({
    mutationFn: async () => {
      if (watch) await removeWatch(watch.id)
      else await addWatches([kind], area.code)
    },
    onSettled: () => watchesChanged(client),
    onError: (error) => void message.error(error.message),
  })
  return (
    <Switch
      aria-label={`${area.name}：${WATCH_LABELS[kind]}`}
      checked={watch !== undefined}
      loading={toggle.isPending}
      onChange={() => toggle.mutate()}
    />
  )
}

/** Adds a watch on a single city or district of the officer's area. */
function AddPart({ root }: { root: string }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [code, setCode] = useState<string>()
  const add = useMutation({
    mutationFn: (divisionCode: string) => addWatches([...WATCH_KINDS], divisionCode),
    onSuccess: () => {
      setCode(undefined)
      return watchesChanged(client)
    },
    onError: (error) => void message.error(error.message),
  })
  return (
    <div className={styles.addPart}>
      <DivisionPicker
        label="只关注部分地区"
        placeholder="只关注部分地区"
        root={root === '000000' ? undefined : root}
        anyLevel
        clearable
        width={240}
        value={code}
        onChange={setCode}
      />
      <Button disabled={!code} loading={add.isPending} onClick={() => code && add.mutate(code)}>
        添加地区
      </Button>
    </div>
  )
}
