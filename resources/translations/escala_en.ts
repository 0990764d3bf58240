<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>FigureText</name>
    <message numerus="yes">
        <source>Only %n answer(s); this percentile needs %1 to be believed</source>
        <translation>
            <numerusform>Only %n answer; this percentile needs %1 to be believed</numerusform>
            <numerusform>Only %n answers; this percentile needs %1 to be believed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>escala::history::RunDetails</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs selected</source>
        <translation>
            <numerusform>%n run selected</numerusform>
            <numerusform>%n runs selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>escala::window::HistoryControl</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) stored</source>
        <translation>
            <numerusform>%n run stored</numerusform>
            <numerusform>%n runs stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are deleted.</source>
        <translation>
            <numerusform>%n run is deleted.</numerusform>
            <numerusform>%n runs are deleted.</numerusform>
        </translation>
    </message>
</context>
</TS>
