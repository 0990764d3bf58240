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
</TS>
