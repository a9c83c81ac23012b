package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.benchmarks.report.Table;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.StatementPlans;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** Loads tasks into each database, and measures searches of one caller and of many. */
public final class TaskBenchmark {

    private static final int CALLERS = 64;
    private static final int PAGES = 1_000;
    /** Rounds over all calls before the first figure, until which the code is compiled. */
    private static final int WARM_UP = 20;

    private TaskBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param args number of tasks, seconds with many callers, and the names of the databases; all are optional
     */
    public static void main(String[] args) throws Exception {
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        String only = args.length > 2 ? args[2].toLowerCase(Locale.ROOT) : "h2,postgresql";
        System.out.printf(Locale.ROOT, "%,d tasks with 5 variables each%n%n", tasks);
        long begun = System.nanoTime();
        if (only.contains("h2")) {
            try (Database database = Database.h2()) {
                measure(database, tasks, Duration.ofSeconds(seconds));
            }
        }
        if (only.contains("postgresql")) {
            try (Database database = Database.postgres()) {
                measure(database, tasks, Duration.ofSeconds(seconds));
            }
        }
        System.out.printf(Locale.ROOT, "The whole took %,.0f s.%n", (System.nanoTime() - begun) / 1e9);
    }

    private static void measure(Database database, int tasks, Duration mixed) throws Exception {
        System.out.println("## " + database.name() + "\n");
        load(database, tasks);
        try (TaskStore store = TaskStores.open(database.options())) {
            Map<String, IntFunction<TaskQuery>> calls = Calls.of(store, Math.min(PAGES, tasks / 200));
            Table table = new Table(
                    "Call",
                    "CPU ms",
                    "Wall ms",
                    "Slowest ms",
                    "Tasks",
                    "Memory kB",
                    "Rows read",
                    "Statements",
                    "Indexes");
            Path plans = Files.createTempFile("task-plans-" + database.name() + "-", ".txt");
            for (int i = 0; i < WARM_UP; i++) {
                for (IntFunction<TaskQuery> call : calls.values()) {
                    store.search(call.apply(i));
                }
            }
            for (Map.Entry<String, IntFunction<TaskQuery>> call : calls.entrySet()) {
                System.err.println(database.name() + ": " + call.getKey());
                CallFigures figures = CallFigures.measure(database, store, call.getValue());
                StatementPlans.Read read = StatementPlans.of(
                        store, () -> store.search(call.getValue().apply(0)));
                Files.writeString(plans, "# " + call.getKey() + "\n" + read.text() + "\n", StandardOpenOption.APPEND);
                table.row(
                        call.getKey(),
                        Table.number(figures.cpuMillis(), 2),
                        Table.number(figures.wallMillis(), 2),
                        Table.number(figures.worstMillis(), 1),
                        Table.number(figures.rows(), 0),
                        Table.number(figures.kiloBytes(), 0),
                        Table.number((double) read.rows(), 0),
                        read.statements(),
                        String.join(", ", read.indexes()));
            }
            System.out.println(table);
            System.out.println("The plans are in " + plans + "\n");
            print(
                    "searches",
                    MixedLoad.run(store, MixedLoad.searches(List.copyOf(calls.values())), CALLERS, mixed),
                    mixed);
            print(
                    "tasks assigned and completed",
                    MixedLoad.run(store, MixedLoad.completions(tasks), CALLERS, mixed),
                    mixed);
        }
    }

    private static void print(String what, MixedLoad load, Duration duration) {
        System.out.printf(
                Locale.ROOT,
                "%d callers for %d s: %,.0f %s a second, median %.1f ms, 99 of 100 within %.1f ms, %d errors%n%n",
                CALLERS,
                duration.toSeconds(),
                load.perSecond(),
                what,
                load.medianMillis(),
                load.p99Millis(),
                load.errors());
    }

    private static void load(Database database, int tasks) throws Exception {
        System.err.println(database.name() + ": loading");
        long cpu;
        long begun;
        try (TaskStore store = TaskStores.open(database.options())) {
            for (int i = 0; i < SampleTasks.PROCESSES; i++) {
                store.deploy(ProcessDeployment.of(SampleTasks.model(i)).withKey(SampleTasks.FIRST_PROCESS + i));
            }
            cpu = Machine.ownCpu() + database.serverCpu();
            begun = System.nanoTime();
            store.engine()
                    .load(() -> LongStream.range(0, tasks)
                            .mapToObj(SampleTasks::task)
                            .iterator());
        }
        double wall = (System.nanoTime() - begun) / 1e9;
        cpu = Machine.ownCpu() + database.serverCpu() - cpu;
        System.out.printf(
                Locale.ROOT,
                "Loaded in %.0f s (%,.0f tasks a second, %,.0f a second of CPU), %,d MB of files%n%n",
                wall,
                tasks / wall,
                tasks / (cpu / 1e9),
                database.size() >> 20);
    }
}
