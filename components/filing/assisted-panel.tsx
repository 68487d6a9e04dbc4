import { Panel, Quiet } from '@/components/desk/panel'
import type { DeskFiling } from '@/lib/features/filing/schema/console'

/** 窗口代办: who entered the filing for its owner, and the statement that the owner signed. */
export function AssistedPanel({ assisted }: Pick<DeskFiling, 'assisted'>) {
  if (!assisted) return null
  const { bureauName, enteredBy, registered, statement } = assisted
  return (
    <Panel title="窗口代办" label="窗口代办">
      <div>
        {bureauName}，录入：{enteredBy.join('、')}
      </div>
      <div>
        <Quiet>{registered ? '机主有账号' : '机主没有账号，证件由窗口核对'} </Quiet>
        {statement ? (
          <a href={statement.url} target="_blank" rel="noopener">
            查看签字确认书
          </a>
        ) : (
          <Quiet>没有签字确认书（由机主自行提交）</Quiet>
        )}
      </div>
    </Panel>
  )
}
