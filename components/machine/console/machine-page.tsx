'use client'

import { useQuery } from '@tanstack/react-query'
import { DeskFrame } from '@/components/desk/desk-frame'
import { PendingActNote } from '@/components/second-person/pending-act-note'
import { useOptions } from '@/components/setting/use-options'
import { Failed, FailedPage, Loading } from '@/components/ui/states'
import type { Names } from '@/lib/features/content/rules/display'
import { consoleMachineQuery } from '@/lib/features/dossier/api/console'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { MachineActions } from './machine-actions'
import { MachineEnding } from './machine-ending'
import { MachineHeader } from './machine-header'
import { MachineHistory } from './machine-history'
import { MachineOwner } from './machine-owner'
import styles from './machine-page.module.css'
import { MachinePhotos } from './machine-photos'
import { MachineSections } from './machine-sections'
import { MachineState } from './machine-state'
import { MachineSuccession } from './machine-succession'
import { MachineUsers } from './machine-users'

/** One registered machine: photos on the left, all data beside them, actions at the foot. */
export function ConsoleMachinePage({ id }: { id: string }) {
  const machine = useQuery(consoleMachineQuery(id))
  const options = useOptions()
  if (machine.isPending || options.isPending) return <Loading />
  if (machine.isError) return <FailedPage error={machine.error} onRetry={() => machine.refetch()} />
  if (options.isError) return <Failed error={options.error} onRetry={() => options.refetch()} />
  return <MachineDesk key={machine.data.id} machine={machine.data} names={options.names} />
}

function MachineDesk({ machine, names }: { machine: ConsoleMachine; names: Names }) {
  const hasPhotos = machine.photos.length > 0
  return (
    <>
      <MachineHeader machine={machine} />
      {/* Older registers seldom have photos: a large empty frame would only waste space. */}
      {!hasPhotos && <p className={styles.noPhotos}>没有照片</p>}
      <DeskFrame photos={hasPhotos && <MachinePhotos photos={machine.photos} />}>
        <MachineEnding machine={machine} />
        <MachineSuccession machine={machine} />
        {machine.pendingActs.map((act) => (
          <PendingActNote key={act.id} act={act} stages={names.lists.STAGE} />
        ))}
        <MachineState machine={machine} names={names} />
        <MachineOwner machine={machine} />
        <MachineUsers machine={machine} />
        <MachineSections machine={machine} names={names} />
        <MachineHistory history={machine.history} />
      </DeskFrame>
      <MachineActions machine={machine} stages={names.lists.STAGE ?? {}} />
    </>
  )
}
