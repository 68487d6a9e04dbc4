'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { PlainTable } from '@/components/ui/plain-table'
import { bureausQuery } from '@/lib/features/bureau/api'
import { staffChanged, staffQuery } from '@/lib/features/staff/api'
import type { StaffDto } from '@/lib/features/staff/schema'
import type { Handed } from './handed'
import { PasswordDialog } from './password-dialog'
import { staffColumns } from './staff-columns'
import { StaffDialog } from './staff-dialog'
import { StaffFilters, StaffFoot, useStaffFilter } from './staff-filters'
import { StaffRowActions } from './staff-row-actions'

/** An administrator's list of the people of the area. */
export function StaffPage() {
  const client = useQueryClient()
  const [{ q, role, bureau, state }] = useStaffFilter()
  const [editing, setEditing] = useState<StaffDto | 'new' | null>(null)
  const [handed, setHanded] = useState<Handed | null>(null)
  const bureaus = useQuery(bureausQuery())
  const query = useInfiniteQuery(
    staffQuery({
      q: q || undefined,
      role: role ?? undefined,
      bureauId: bureau ?? undefined,
      state: state ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.data)
  const changed = () => staffChanged(client)
  const columns = [
    ...staffColumns,
    {
      key: 'actions',
      title: '操作',
      width: 210,
      render: (staff: StaffDto) => (
        <StaffRowActions
          staff={staff}
          onEdit={() => setEditing(staff)}
          onHanded={setHanded}
          onChanged={changed}
        />
      ),
    },
  ]

  return (
    <>
      <PageHeader
        title="人员"
        hint="本辖区的账号、角色和所属机构"
        actions={
          <Button type="primary" onClick={() => setEditing('new')}>
            新增人员
          </Button>
        }
      />
      <PlainTable
        label="人员"
        columns={columns}
        rows={rows ?? []}
        rowKey={(staff) => staff.id}
        dimmed={(staff) => staff.disabledAt !== null}
        toolbar={<StaffFilters bureaus={bureaus.data?.data ?? []} />}
        foot={<StaffFoot query={query} />}
      />
      {editing && (
        <StaffDialog
          staff={editing === 'new' ? null : editing}
          bureaus={bureaus.data?.data ?? []}
          onHanded={setHanded}
          onChanged={changed}
          onClose={() => setEditing(null)}
        />
      )}
      {handed && <PasswordDialog {...handed} onClose={() => setHanded(null)} />}
    </>
  )
}
