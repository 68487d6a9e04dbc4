import { Button } from 'antd'
import { useDistrictName } from '@/components/division/use-district-name'
import { CodeText } from '@/components/ui/code-text'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { findField } from '@/lib/features/content/schema/fields'
import type { Followed, FollowedField, FollowedPhoto } from '@/lib/features/filing/rules/resubmission'
import { ChangedCode } from './changed-code'
import css from './resubmission.module.css'

type Props = {
  item: Followed
  /** The return asked for it. */
  asked: boolean
  names: Names
  onShow: (slot: string) => void
}

/** One field before → after, or one photo with a way to see both. */
export function FollowedItem({ item, asked, names, onShow }: Props) {
  if ('state' in item) return <Photo photo={item} asked={asked} onShow={onShow} />
  return <Field field={item} asked={asked} names={names} />
}

function Field({ field, asked, names }: { field: FollowedField } & Pick<Props, 'asked' | 'names'>) {
  const { path, changed, before, after } = field
  const now = <Value path={path} value={after} names={names} />
  if (!changed) {
    return (
      <span>
        {now} {asked ? <span className={css.untouched}>要求更正，未改动</span> : null}
      </span>
    )
  }
  return (
    <span>
      <del>
        <Value path={path} value={before} names={names} />
      </del>
      <span className={css.arrow} role="img" aria-label="改为">
        →
      </span>
      <ins>
        {isStamped(path) && typeof before === 'string' && typeof after === 'string' ? (
          <ChangedCode before={before} after={after} />
        ) : (
          now
        )}
      </ins>
    </span>
  )
}

function Value({ path, value, names }: { path: string; value: FollowedField['after']; names: Names }) {
  const field = findField(path)
  const isDistrict = field?.kind === 'district'
  const district = useDistrictName(isDistrict && typeof value === 'string' ? value : null)
  if (isDistrict) return <>{district || '（空）'}</>
  const text = (field ? displayValue(field, value, names) : String(value ?? '')) || '（空）'
  return <CodeText code={isStamped(path)}>{text}</CodeText>
}

const PHOTO_TEXTS: Record<FollowedPhoto['state'], string> = {
  REPLACED: '已换新照片',
  ADDED: '新增照片',
  REMOVED: '照片已删除',
  UNCHANGED: '要求更正，未改动',
  ABSENT: '要求补充，仍没有照片',
}

function Photo({ photo, asked, onShow }: { photo: FollowedPhoto } & Pick<Props, 'asked' | 'onShow'>) {
  const { path, state } = photo
  const touched = state !== 'UNCHANGED' && state !== 'ABSENT'
  const visible = state !== 'REMOVED' && state !== 'ABSENT'
  return (
    <span>
      <span className={asked && !touched ? css.untouched : undefined}>{PHOTO_TEXTS[state]}</span>
      {visible ? (
        <Button type="link" size="small" onClick={() => onShow(path.slice('photos.'.length))}>
          {state === 'REPLACED' ? '新旧对照' : '看照片'}
        </Button>
      ) : null}
    </span>
  )
}
