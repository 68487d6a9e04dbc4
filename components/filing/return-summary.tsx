import { Tag } from 'antd'
import { Panel, Quiet } from '@/components/desk/panel'
import { displayValue, type Names, pathLabel } from '@/lib/features/content/rules/display'
import { findField } from '@/lib/features/content/schema/fields'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './filing-desk.module.css'

/** Reasons of the last return, and what the owner has changed since. */
export function ReturnSummary({ filing, names }: { filing: DeskFiling; names: Names }) {
  if (filing.returnReasons.length === 0 && !filing.declineReason) return null
  const photos = filing.photos.filter((photo) => photo.changed)
  return (
    <Panel title={filing.declineReason ? '不予登记的理由' : '上次退回的原因'} label="退回与修改">
      <ul className={css.list}>
        {filing.declineReason ? <li>{filing.declineReason}</li> : null}
        {filing.returnReasons.map((reason) => (
          <li key={`${reason.code}${reason.text}`} style={{ flexWrap: 'wrap' }}>
            <strong>{reason.text}</strong>
            <span>
              {reason.fields.map((path) => (
                <Tag key={path}>{pathLabel(path)}</Tag>
              ))}
            </span>
          </li>
        ))}
        {filing.revision > 1 && filing.status !== 'RETURNED' ? (
          <li style={{ flexWrap: 'wrap' }}>
            <Quiet>本次修改：</Quiet>
            {photos.map((photo) => (
              <Tag color="success" key={photo.slot}>
                {pathLabel(`photos.${photo.slot}`)}（新）
              </Tag>
            ))}
            {filing.changes.map((change) => (
              <Tag color="success" key={change.path}>
                {pathLabel(change.path)}：{valueText(change.path, change.before, names)} →{' '}
                {valueText(change.path, change.after, names)}
              </Tag>
            ))}
            {photos.length + filing.changes.length === 0 ? <span>没有改动</span> : null}
          </li>
        ) : null}
      </ul>
    </Panel>
  )
}

function valueText(path: string, value: string | number | boolean | null, names: Names): string {
  const field = findField(path)
  return (field ? displayValue(field, value, names) : String(value ?? '')) || '（空）'
}
