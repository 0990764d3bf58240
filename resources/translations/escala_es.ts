<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Experiment</name>
    <message>
        <location filename="../../core/experiment/experiment.cpp" line="21"/>
        <source>A target has no name; give it one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment.cpp" line="28"/>
        <source>%1: a server needs at least 1 thread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment.cpp" line="31"/>
        <source>%1: a cache needs a capacity of at least 1 entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment.cpp" line="34"/>
        <source>%1: a server needs at least 1 worker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment.cpp" line="60"/>
        <source>There is nothing to load: add a target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment.cpp" line="67"/>
        <source>Two targets are named &quot;%1&quot;; give each its own name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportControl</name>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="57"/>
        <source>Export all to folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="76"/>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="76"/>
        <source>Vector picture (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="76"/>
        <source>Document (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="77"/>
        <source>Export chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="90"/>
        <source>Export result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="90"/>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="93"/>
        <source>Export summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="93"/>
        <location filename="../../app/escala/export_control.cpp" line="96"/>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="96"/>
        <source>Export second by second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="99"/>
        <source>Export report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="99"/>
        <source>Report (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/export_control.cpp" line="102"/>
        <source>Folder for the histogram logs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="21"/>
        <source>requests/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="22"/>
        <source>Answers without error a second, over the whole run so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="31"/>
        <source>Response time: from the intended start to the last byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../widgets/compare/figures.cpp" line="40"/>
        <source>Only %n answer(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="41"/>
        <source>: this percentile needs %1 before it can be believed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="48"/>
        <source>errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="49"/>
        <source>Failed in transport, timed out, or status 400 and above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="68"/>
        <source>hit ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="69"/>
        <source>Share of answers from the cache&apos;s memory, by their own header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/figures.cpp" line="73"/>
        <source>This server sends no cache header</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="71"/>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="106"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="107"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="108"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="116"/>
        <source>Open plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="117"/>
        <source>Save plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="118"/>
        <source>Go to the URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="120"/>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="121"/>
        <location filename="../../app/escala/main_window.cpp" line="252"/>
        <source>About Escala</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="122"/>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="138"/>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="139"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="140"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="153"/>
        <source>The plan is saved in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="171"/>
        <source>Exported to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="212"/>
        <source>%1 % – Escala</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/main_window.cpp" line="255"/>
        <source>Puts load on web servers and compares how they answer, side by side.

F5 starts, Shift+F5 stops, Ctrl+E exports, Ctrl+L goes to the URL.

Free software: GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="26"/>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="28"/>
        <source>Starting servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="30"/>
        <source>Warming up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="32"/>
        <source>Measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="34"/>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="36"/>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="38"/>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="46"/>
        <source>There is nothing to load. Add a target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="48"/>
        <source>Set a duration, a number of requests, or both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="50"/>
        <source>More threads than users. Use at most as many threads as users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="58"/>
        <source>name not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="60"/>
        <source>connection refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="62"/>
        <source>connection reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="64"/>
        <source>TLS failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="66"/>
        <source>timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="68"/>
        <source>not HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="70"/>
        <source>status 4xx</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="72"/>
        <source>status 5xx</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="74"/>
        <source>check failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="76"/>
        <source>dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="110"/>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="113"/>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/phrases.cpp" line="114"/>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanFile</name>
    <message>
        <location filename="../../core/experiment/experiment_file.cpp" line="55"/>
        <source>line %1: the text is not valid UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment_file.cpp" line="71"/>
        <source>line %1: this is not JSON (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment_file.cpp" line="90"/>
        <source>the field %1 stands twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment_file.cpp" line="124"/>
        <location filename="../../core/experiment/experiment_file.cpp" line="129"/>
        <source>%1 can&apos;t be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/experiment_file.cpp" line="134"/>
        <source>%1 is larger than 1 MiB: this is no plan file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/load_fields.cpp" line="45"/>
        <source>%1 must be &quot;parallel&quot;, &quot;sequential&quot; or &quot;interleaved&quot;, not &quot;%2&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/load_fields.cpp" line="94"/>
        <source>%1 is not base64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="32"/>
        <source>line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="42"/>
        <source>a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="44"/>
        <source>%1 must be an object in braces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="59"/>
        <source>a list in square brackets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="71"/>
        <source>a text in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="82"/>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="105"/>
        <source>%1 must be a whole number from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="108"/>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="119"/>
        <source>%1 must be %2 to %3, not %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="131"/>
        <source>a duration in quotes, such as &quot;200ms&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="149"/>
        <source>the field %1 is not known here; is it misspelt?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/object_reader.cpp" line="163"/>
        <source>%1 must be %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/target_fields.cpp" line="24"/>
        <source>%1 must be &quot;slow&quot; or &quot;cached&quot;, not &quot;%2&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/target_fields.cpp" line="56"/>
        <source>%1 needs a &quot;url&quot; or a &quot;server&quot;, one of them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanFiles</name>
    <message>
        <location filename="../../app/escala/plan_files.cpp" line="21"/>
        <source>Open plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/plan_files.cpp" line="21"/>
        <location filename="../../app/escala/plan_files.cpp" line="30"/>
        <source>Plans (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/plan_files.cpp" line="30"/>
        <source>Save plan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <location filename="../../core/experiment/run.cpp" line="64"/>
        <source>Stopped before anything was measured.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <location filename="../../app/escala/run_control.cpp" line="49"/>
        <source>Load on another host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/run_control.cpp" line="50"/>
        <source>This run sends load to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/run_control.cpp" line="54"/>
        <source>Go on only if it is yours, or if its owner allows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/run_control.cpp" line="55"/>
        <source>I am allowed to load it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerGroup</name>
    <message>
        <location filename="../../core/experiment/server_group.cpp" line="73"/>
        <source>%1 %2 listens on port %3 instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_group.cpp" line="86"/>
        <source>Port %1 is taken by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_group.cpp" line="87"/>
        <source>Port %1 could not be used (%2 %3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_group.cpp" line="93"/>
        <source>The server %1 %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_group.cpp" line="95"/>
        <source>The server %1 %2. The run goes on, and its requests fail.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerProcess</name>
    <message>
        <location filename="../../core/experiment/server_process.cpp" line="81"/>
        <source>could not be started: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_process.cpp" line="88"/>
        <source>did not say within %1 s that it listens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_process.cpp" line="128"/>
        <source>did not begin with a ready line: is it Escala&apos;s own server?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_process.cpp" line="170"/>
        <source>was killed by signal %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_process.cpp" line="172"/>
        <source>ended by itself with exit status %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/server_process.cpp" line="173"/>
        <source>ended by itself: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="25"/>
        <source>parallel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="27"/>
        <source>sequential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="29"/>
        <source>interleaved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="37"/>
        <source>%1 request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="38"/>
        <source>%1 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="42"/>
        <source>one cold request first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="45"/>
        <source>warm-up %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="54"/>
        <source>%1 header field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="55"/>
        <source>%1 header fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="57"/>
        <source>body %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="60"/>
        <source>certificates not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="78"/>
        <source>%1 user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="78"/>
        <source>%1 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="79"/>
        <source>closed model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="81"/>
        <source>keep-alive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="82"/>
        <source>a connection a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="83"/>
        <source>%1 engine thread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/settings_line.cpp" line="84"/>
        <source>%1 engine threads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <location filename="../../app/escala/side_bar.cpp" line="28"/>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="29"/>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="30"/>
        <source>What the last redraw of all charts took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="45"/>
        <source>%1 of %2 · %3 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="53"/>
        <source>%1 elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="58"/>
        <source>%1 elapsed · about %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="64"/>
        <source>Exporting: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="75"/>
        <source>Window %1 ms a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="83"/>
        <source>Loopback only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/escala/status_strip.cpp" line="83"/>
        <source>Loads %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UrlProblem</name>
    <message>
        <location filename="../../core/experiment/url_text.cpp" line="18"/>
        <source>There is no URL; enter one like http://localhost:8080/.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/url_text.cpp" line="20"/>
        <source>&quot;%1&quot; is not a URL: look for blanks, stray characters or brackets in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/url_text.cpp" line="23"/>
        <source>&quot;%1&quot; is neither an http nor an https URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/url_text.cpp" line="25"/>
        <source>&quot;%1&quot; names no host; write it like http://localhost:8080/.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/url_text.cpp" line="27"/>
        <source>The port in &quot;%1&quot; must be 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/url_text.cpp" line="29"/>
        <source>The URL &quot;%1&quot; is longer than 8,000 characters.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="35"/>
        <source>valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="37"/>
        <source>degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="39"/>
        <source>invalid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="50"/>
        <source>%1 of the requests were dropped, over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="53"/>
        <source>only %1 of the offered rate was sent, under %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="56"/>
        <source>generator lag p99 %1, over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="59"/>
        <source>an engine thread used %1 of its core, over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="62"/>
        <source>%1 of the file descriptors are in use, over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="65"/>
        <source>%1 of the ephemeral ports are in use, over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="68"/>
        <source>the clock jumped by %1: a suspend, or a clock set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="72"/>
        <source>server and generator share cores that were %1 busy, over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="85"/>
        <source>%1: only %2 connections of %3 were open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="90"/>
        <source>%1: requests in flight and rate × response time differ by %2, over %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="94"/>
        <source>%1: only %2 answers, fewer than the %3 that percentiles need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="97"/>
        <source>%1: no complete answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="114"/>
        <source>%1 (CPU %2, lag p99 %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment/verdict_text.cpp" line="119"/>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="79"/>
        <source>Response time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="80"/>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="95"/>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="96"/>
        <source>requests/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="100"/>
        <source>achieved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="106"/>
        <source>Cache hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="107"/>
        <source>share of responses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="108"/>
        <location filename="../../widgets/charts/chart_spec.cpp" line="115"/>
        <source>hits/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="110"/>
        <source>hit ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="125"/>
        <source>In flight and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="126"/>
        <source>requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="127"/>
        <location filename="../../widgets/charts/chart_spec.cpp" line="129"/>
        <source>errors/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="128"/>
        <source>in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="139"/>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="140"/>
        <source>CPU, % of a core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="141"/>
        <source>memory, MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="142"/>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="147"/>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/chart_spec.cpp" line="159"/>
        <location filename="../../widgets/charts/scale.cpp" line="104"/>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="48"/>
        <source>This server sends no cache header. Put a cache in front to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="49"/>
        <location filename="../../widgets/charts/course_reading.cpp" line="112"/>
        <source>Waiting for the first answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="50"/>
        <source>No answer came, so nothing is known of a cache. See the errors below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="56"/>
        <source>Only servers started by Escala show CPU and memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="58"/>
        <source>Waiting for the first reading of the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="59"/>
        <source>The run was too short: CPU and memory are read once a second. Measure longer to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="112"/>
        <source>Press Start to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="119"/>
        <source>No answer has come yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="120"/>
        <source>No answer came. The errors below say more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/course_reading.cpp" line="132"/>
        <source>TTL</source>
        <comment>mark: time to live is over</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/number_text.cpp" line="54"/>
        <source>%1 M</source>
        <comment>millions</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/number_text.cpp" line="56"/>
        <source>%1 k</source>
        <comment>thousands</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/number_text.cpp" line="63"/>
        <location filename="../../widgets/charts/scale.cpp" line="31"/>
        <source>%1 µs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/number_text.cpp" line="65"/>
        <location filename="../../widgets/charts/scale.cpp" line="33"/>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/number_text.cpp" line="67"/>
        <location filename="../../widgets/charts/scale.cpp" line="35"/>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/number_text.cpp" line="69"/>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/row_scales.cpp" line="115"/>
        <source>%1, log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/row_scales.cpp" line="115"/>
        <source>%1, linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/row_scales.cpp" line="117"/>
        <source>%1, log: the sides differ by more than 20×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/row_scales.cpp" line="119"/>
        <source>%1 · right: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/scale.cpp" line="37"/>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/charts/scale.cpp" line="38"/>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <location filename="../../widgets/compare/course.cpp" line="39"/>
        <source>TTL</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::AnswerPanel</name>
    <message>
        <location filename="../../widgets/compare/answer_panel.cpp" line="38"/>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/answer_panel.cpp" line="39"/>
        <source>Settings in effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/answer_panel.cpp" line="40"/>
        <source>Load generator</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::Banner</name>
    <message>
        <location filename="../../widgets/compare/banner.cpp" line="44"/>
        <location filename="../../widgets/compare/banner.cpp" line="45"/>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::ComparePage</name>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="60"/>
        <source>The name “%1” is taken or empty. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="137"/>
        <source>Press Start to compare %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="138"/>
        <source>Figures appear as soon as answers arrive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="148"/>
        <source>Next run: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="159"/>
        <source>Comparing %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="172"/>
        <source>Figures so far · generator: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="182"/>
        <source>Generator: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/compare_page.cpp" line="184"/>
        <source>Stopped early</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::ExperimentModel</name>
    <message>
        <location filename="../../widgets/compare/experiment_model.cpp" line="72"/>
        <source>Quick · 10 s, 20 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/experiment_model.cpp" line="74"/>
        <source>Classic · 100 requests, 5 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/experiment_model.cpp" line="77"/>
        <source>Own settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::ExportMenu</name>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="9"/>
        <source>Export all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="11"/>
        <source>Export all to folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="16"/>
        <source>Report (HTML)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="17"/>
        <source>Result (JSON)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="18"/>
        <source>Summary (CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="19"/>
        <source>Second by second (CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="20"/>
        <source>Histograms (HdrHistogram logs)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="22"/>
        <source>Chart (PNG, SVG, PDF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="30"/>
        <source>Response time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="32"/>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="34"/>
        <source>Cache hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="36"/>
        <source>In flight and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="38"/>
        <source>Server CPU and memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/export_menu.cpp" line="39"/>
        <source>All charts on one sheet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::LoadSettings</name>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="22"/>
        <location filename="../../widgets/compare/load_settings.cpp" line="23"/>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="24"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="25"/>
        <source>Cold request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="26"/>
        <source>Keep-alive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="28"/>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="45"/>
        <source>parallel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="46"/>
        <source>in sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="47"/>
        <source>in turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="48"/>
        <source>One request to each target first, timed apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="49"/>
        <source>Users keep their connections; off: a new connection for each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="51"/>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="52"/>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="53"/>
        <source>Virtual users of each target: each sends, waits for the answer and sends again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="54"/>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="54"/>
        <source>How long is measured, such as 10 s or 2 min; 0: no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="55"/>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="55"/>
        <source>Ends after so many requests to each target; 0: no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="56"/>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="56"/>
        <source>Load before measuring begins; kept apart from the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="57"/>
        <source>Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="57"/>
        <source>How long an answer may take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="58"/>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="58"/>
        <source>Engine threads of the load generator; automatic: half of the cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="59"/>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/load_settings.cpp" line="60"/>
        <source>All targets at the same time, one after the other, or in turns of a second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::RunBar</name>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="44"/>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="49"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="49"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="54"/>
        <source>Export… (Ctrl+E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="57"/>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="81"/>
        <source>Quick · 10 s, 20 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="83"/>
        <source>Classic · 100 requests, 5 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="87"/>
        <source>Open plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="88"/>
        <source>Save plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="99"/>
        <source>http://… to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="100"/>
        <source>URL of another target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="107"/>
        <source>Add target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="108"/>
        <source>Adds the URL as another column; the arrow offers built-in servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="112"/>
        <source>Built-in slow server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="113"/>
        <source>Built-in cached server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="130"/>
        <location filename="../../widgets/compare/run_bar.cpp" line="186"/>
        <source>Stop  ⇧F5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="130"/>
        <location filename="../../widgets/compare/run_bar.cpp" line="186"/>
        <source>Start  F5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="187"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="187"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="188"/>
        <source>Ends the run and keeps what was measured (Shift+F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/run_bar.cpp" line="189"/>
        <source>Starts the comparison (F5)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::ServerSettings</name>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="33"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="36"/>
        <source>Single flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="37"/>
        <location filename="../../widgets/compare/server_settings.cpp" line="38"/>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="56"/>
        <source>Users who miss at the same time share one request to the slow handler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="57"/>
        <source>Servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="58"/>
        <source>Delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="58"/>
        <source>How long the slow handler takes for an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="59"/>
        <source>TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="59"/>
        <source>How long the cache keeps an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="60"/>
        <source>Capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="60"/>
        <source>Most answers in the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="61"/>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="61"/>
        <source>Requests served at once; more wait; 0: no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="62"/>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/server_settings.cpp" line="62"/>
        <source>Requests that may wait for a worker; beyond it the server answers 503</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::StatePill</name>
    <message>
        <location filename="../../widgets/compare/state_pill.cpp" line="51"/>
        <source>State: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::TargetColumns</name>
    <message>
        <location filename="../../widgets/compare/target_columns.cpp" line="49"/>
        <source>built-in server</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::TargetHeader</name>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="37"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="38"/>
        <source>Remove target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="46"/>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="70"/>
        <source>Target %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="82"/>
        <source>not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="84"/>
        <source>pid %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/target_header.cpp" line="85"/>
        <source>CPU %1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>escala::compare::ViewSettings</name>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="11"/>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="12"/>
        <source>Log latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="13"/>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="15"/>
        <source>All targets in each chart, instead of side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="16"/>
        <source>Response time on a logarithmic axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="17"/>
        <source>A rolling window of 30 s instead of the whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../widgets/compare/view_settings.cpp" line="18"/>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
