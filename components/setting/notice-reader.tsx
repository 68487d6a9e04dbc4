'use client'

import { Alert, Button, Collapse, Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import type { Calendar } from '@/lib/core/clock'
import { withNotice } from '@/lib/features/setting/rules/calendar-change'
import { type HolidayNotice, readHolidayNotice } from '@/lib/features/setting/rules/holiday-notice'
import { CalendarChanges, Days } from './calendar-changes'
import styles from './rules.module.css'

type Props = {
  /** The calendar that the notice is merged into. */
  calendar: Calendar
  onApply: (calendar: Calendar) => void
}

/** Reads a pasted holiday notice of the State Council's office; shows which sentences were recognised and which not. */
export function NoticeReader({ calendar, onApply }: Props) {
  const ids = useId()
  const [text, setText] = useState('')
  const [year, setYear] = useState<number | null>(null)
  const notice = readHolidayNotice(text, year)
  const hasYear = readHolidayNotice(text).year !== null
  const next = withNotice(calendar, notice)
  // A partly recognised notice would give a wrong calendar.
  const incomplete = notice.unread.some(({ dated }) => dated)
  const apply = () => {
    onApply(next)
    setText('')
  }
  return (
    <section className={styles.notice} aria-label="从放假通知填写">
      <label htmlFor={`${ids}-text`}>粘贴国务院办公厅的放假安排通知，自动识别日期</label>
      <Input.TextArea
        id={`${ids}-text`}
        rows={3}
        value={text}
        placeholder="一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。……"
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() !== '' && !hasYear && (
        <span>
          <label htmlFor={`${ids}-year`}>通知中没有写明年份，请填写：</label>
          <InputNumber
            id={`${ids}-year`}
            min={2000}
            max={2099}
            precision={0}
            value={year}
            onChange={setYear}
            suffix="年"
          />
        </span>
      )}
      {text.trim() !== '' && <NoticeResult notice={notice} />}
      {notice.holidays.length > 0 && (
        <>
          <CalendarChanges from={calendar} to={next} />
          <Button onClick={apply} disabled={notice.doubts.length > 0 || incomplete}>
            填入下面的日历
          </Button>
        </>
      )}
    </section>
  )
}

function NoticeResult({ notice: { year, holidays, doubts, unread } }: { notice: HolidayNotice }) {
  const dated = unread.filter((sentence) => sentence.dated)
  const others = unread.filter((sentence) => !sentence.dated)
  return (
    <>
      {doubts.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title="有互相矛盾的内容，请核对后再填入"
          description={<Lines lines={doubts} />}
        />
      )}
      {holidays.length > 0 ? (
        <table className={styles.found}>
          <caption>{year} 年，识别到的日期</caption>
          <thead>
            <tr>
              <th scope="col">节日</th>
              <th scope="col">放假</th>
              <th scope="col">调休上班</th>
            </tr>
          </thead>
          <tbody>
            {holidays.map((each) => (
              <tr key={`${each.name}${each.holidays[0]}${each.workdays[0]}`}>
                <th scope="row">{each.name || '—'}</th>
                <td>
                  <Days days={each.holidays} />
                  {each.holidays.length > 1 && `（${each.holidays.length} 天）`}
                </td>
                <td>
                  <Days days={each.workdays} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Alert type="warning" showIcon title="没有识别到放假或上班的日期" />
      )}
      {dated.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="下列内容提到日期但没有读懂：请改成可识别的写法，或在下面的日历中逐日填写，再删去这几句"
          description={<Lines lines={dated.map(({ text }) => text)} />}
        />
      )}
      {others.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'others',
              label: `其余 ${others.length} 句没有日期，未采用`,
              children: <Lines lines={others.map(({ text }) => text)} />,
            },
          ]}
        />
      )}
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={styles.sentences}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
