/** Assigning and taking back many customers: who loses sight of how many, and who gets them. */
import { managerBasis, managerTwin } from '#host/areas/managers/commands.ts'
import { assignedCustomer, memberName, repsOf, withinReach } from '#host/areas/managers/queries.ts'
import type { BatchEffect, BatchKind, Ground, Played, SourceItem, Stage } from '#host/batches/types.ts'
import type { AssignTerms, TakeBackTerms } from '#shared/contract/batches.ts'
import { AssignManager, TakeBackCustomer } from '#shared/contract/managers.ts'
import { refuseAssign, sightChanges } from '#shared/rules/managers.ts'

function stage(name: 'managers.assign' | 'managers.takeBack', to: string | null, ground: Ground): Stage {
  const { cache, open, scope, asOf } = ground
  const reps = repsOf(cache)
  const mayBe = to === null || (reps.has(to) && withinReach(scope, to))
  const counted = new Map<string, BatchEffect>()
  const play = ({ customerId }: SourceItem): Played => {
    const customer = assignedCustomer(cache, customerId)
    const from = customer?.manager ?? null
    const refusal = refuseAssign(customer, to, mayBe)
    for (const change of refusal === null ? sightChanges(from, to, reps) : []) {
      const key = `${change.sight} ${change.role} ${change.who}`
      const known = counted.get(key) ?? { ...change, name: memberName(cache, change.who), count: 0 }
      counted.set(key, { ...known, count: known.count + 1 })
    }
    return {
      payload: to === null ? { customerId } : { customerId, manager: to },
      basis: managerBasis(from),
      amount: 0,
      refusal,
      twin: open.has(managerTwin(name, customerId, to)),
    }
  }
  return {
    pot: { balance: null, waiting: 0, asOf: asOf('customers') },
    play,
    effects: () => [...counted.values()].sort((a, b) => b.count - a.count),
  }
}

const bare = (customerId: string) => ({ customerId, amount: null, validFrom: null, validUntil: null, memo: '' })

export const assignBatch: BatchKind<AssignTerms> = {
  name: 'managers.assign',
  needs: 'customer.assign',
  stage: ({ manager }, ground) => stage('managers.assign', manager, ground),
  again: (payload) => {
    const read = AssignManager.safeParse(payload)
    return read.success ? bare(read.data.customerId) : null
  },
  proof: null,
}

export const takeBackBatch: BatchKind<TakeBackTerms> = {
  name: 'managers.takeBack',
  needs: 'customer.assign',
  stage: (_terms, ground) => stage('managers.takeBack', null, ground),
  again: (payload) => {
    const read = TakeBackCustomer.safeParse(payload)
    return read.success ? bare(read.data.customerId) : null
  },
  proof: null,
}
