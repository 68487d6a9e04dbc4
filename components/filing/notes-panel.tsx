import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { Panel, Quiet } from '@/components/desk/panel'
import { useActor } from '@/components/shell/actor-context'
import { useTabText } from '@/components/ui/use-tab-text'
import { chinaMinute } from '@/lib/core/clock'
import { addNoteMutation } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { NOTE_LENGTH } from '@/lib/features/filing/schema/note'
import css from './notes-panel.module.css'

/** Notes of officers for one another. A text that was not sent stays in the field, also after a reload. */
export function NotesPanel({ filing: { id, notes } }: { filing: Pick<DeskFiling, 'id' | 'notes'> }) {
  const { text, write, forget } = useTabText(`note:${useActor().id}:${id}`)
  const client = useQueryClient()
  const mutation = addNoteMutation(id)
  const add = useMutation(mutation)
  const send = () => {
    // A second press may come before the button is shown busy.
    if (!text.trim() || client.isMutating({ mutationKey: mutation.mutationKey }) > 0) return
    add.mutate(text, { onSuccess: forget })
  }
  return (
    <Panel title="内部备注" label="内部备注" aside={<Quiet>机主看不到</Quiet>}>
      {notes.length > 0 && (
        <ul className={css.notes}>
          {notes.map((note) => (
            <li key={note.id}>
              <Quiet>
                {note.name} {chinaMinute(new Date(note.at))}
              </Quiet>
              <p>{note.text}</p>
            </li>
          ))}
        </ul>
      )}
      <form
        method="post"
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Input.TextArea
          aria-label="写备注"
          placeholder="写给其他审核人员，例如：已电话联系机主补拍铭牌"
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={NOTE_LENGTH}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
        <Button htmlType="submit" loading={add.isPending} disabled={!text.trim()}>
          添加
        </Button>
      </form>
      {add.error && (
        <p role="alert" className={css.refused}>
          备注没有保存：{add.error.message}
        </p>
      )}
    </Panel>
  )
}
