// Lists, reads, claims and completes a task with the client as it is and prints a line for each step. Everything else comes from the environment.
import { Camunda8 } from '@camunda8/sdk'

const tasklist = new Camunda8().getTasklistApiClient()

async function step(name, run) {
  try {
    console.log(`${name}: ${await run()}`)
  } catch (failure) {
    console.log(`${name}: failed: ${failure.message}`)
    process.exitCode = 1
  }
}

let task
await step('task', async () => {
  task = (await tasklist.searchTasks({ state: 'CREATED', assigned: false }))[0].id
  return task
})
await step('list', async () => `${(await tasklist.searchTasks({ state: 'CREATED', pageSize: 10 })).length} tasks`)
await step('get', async () => (await tasklist.getTask(task)).id)
await step('variables', async () => ((await tasklist.getVariables({ taskId: task })).length > 0 ? 'some' : 'none'))
await step('claim', async () =>
  (await tasklist.assignTask({ taskId: task, assignee: 'demo', allowOverrideAssignment: true })).assignee
)
await step('complete', async () => (await tasklist.completeTask(task, { reviewed: true })) && 'done')
await step('state', async () => (await tasklist.getTask(task)).taskState)
