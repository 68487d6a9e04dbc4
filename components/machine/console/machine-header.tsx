import { PrinterOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useRouter } from 'next/navigation'
import { DeskAbout, DeskHeader } from '@/components/desk/desk-header'
import { documentUrl } from '@/lib/features/document/api'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { type MachineStatus, machineStatusText } from '@/lib/features/machine/schema/status'

const TONES: Record<MachineStatus, string> = { ACTIVE: 'success', CANCELLED: 'default', REVOKED: 'error' }

/** Number, status and district of the machine, with a back button. */
export function MachineHeader({ machine }: { machine: ConsoleMachine }) {
  const router = useRouter()
  // A new window has no history to go back to.
  const back = () => (window.history.length > 1 ? router.back() : router.push('/machines'))
  const { registrationNumber, status, district, papersOf, assisted, pickup } = machine
  const waiting = status === 'ACTIVE' && pickup?.collectedAt === null
  return (
    <DeskHeader title={registrationNumber} number backLabel="返回" onBack={back}>
      <Tag color={waiting ? 'warning' : TONES[status]}>{machineStatusText(status, !waiting)}</Tag>
      {assisted && <Tag>窗口代办</Tag>}
      <DeskAbout grows>{district?.fullName}</DeskAbout>
      {papersOf && (
        <Button
          href={documentUrl(papersOf, 'collection-form')}
          target="_blank"
          rel="noopener"
          icon={<PrinterOutlined aria-hidden />}
        >
          打印信息采集表
        </Button>
      )}
    </DeskHeader>
  )
}
